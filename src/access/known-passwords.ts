/**
 * The commonest passwords of twelve signs and more, in small letters, from published leaks' rankings and keyboards; shorter
 * ones are refused by their length. NIST SP 800-63B, 3.1.1.2: compare with those commonly used, expected or compromised.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 123456789123 123456789123456789
  12345678910 123456123456 123123123123 111111111111 000000000000 0000000000000 222222222222 121212121212 123321123321
  987654321098 098765432109 112233445566 123412341234 12345678987654321 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc
  1qaz2wsx3edc4rfv 1qazxsw23edc 1qaz1qaz1qaz q1w2e3r4t5y6 zaq12wsxcde3 qwertyuiop12 qwertyuiop123 qwertyuiop[]
  qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwertyqwerty qwerty123456 qwerty1234567 qwerty12345678 qwerty123456789
  123456qwerty 1234567890qwerty azertyuiop12 azertyuiop123 azertyuiopqs azertyuiopqsdfghjklm azerty123456 azerty1234567
  azerty123456789 asdfghjkl123 asdfghjkl;' asdfasdfasdf zxcvbnm12345 zxcvbnmasdfghjkl abcdefghijkl abcdefghijklm
  abcdefghijklmnopqrstuvwxyz abcd12345678 abcdef123456 abc123456789 abc123abc123 aaaaaaaaaaaa a123456789012 aa123456789a
  password1234 password12345 password123456 password1234567 password123456789 passwordpassword password123! password123!!
  password2020 password2021 password2022 password2023 password2024 password2025 password2026 p@ssw0rd1234 p@ssword1234
  p@ssw0rd12345 p@ssw0rdp@ssw0rd passw0rd1234 passw0rd12345 mypassword12 mypassword123 mypassword1234 newpassword1
  newpassword123 changemeplease changeme1234 changeme12345 changeme123456 changemenow1 letmeinletmein letmein12345
  letmein123456 letmeinplease welcome12345 welcome123456 welcome1welcome1 welcomehome1 adminadminadmin admin1234567
  admin12345678 admin123456789 administrator administrator1 administrator123 administrateur adminpassword adminpassword1
  rootrootroot rootpassword rootpassword1 superuser123 supersecret1 supersecret123 secretsecret secretpassword
  motdepasse123 motdepasse1234 motdepasse12 motdepassemotdepasse monmotdepasse monmotdepasse1 bonjour12345 bonjour123456
  bonjourbonjour bienvenue123 bienvenue1234 marseille1313 marseille13000 parisparis75 parissaintgermain doudoudoudou
  jetaimejetaime jetaimemonamour jetaimeatoute mondoudou123 chocolat1234 soleilsoleil iloveyou1234 iloveyou12345
  iloveyouiloveyou iloveyouforever iloveyousomuch iloveyou123456 sunshine1234 sunshine12345 princess1234 princess12345
  football1234 football12345 baseball1234 superman1234 dragondragon dragon123456 monkey123456 master123456 shadow123456
  michael12345 computer1234 internet1234 samsung12345 liverpool123 manchesterunited chelsea12345 arsenal12345
  pokemon12345 starwars1234 trustno1trustno1 whatever1234 qazwsxedcrfv qazwsxedc123 correcthorsebatterystaple
  correct horse battery staple rowprint1234 rowprint12345 rowprint123456 rowprintrowprint rowprintadmin
  testtesttest test12345678 test123456789 testpassword testpassword1 default12345 temporary123 temppassword temppassword1
  summer2024!! summer2025!! summer2026!! winter2024!! winter2025!! winter2026!! ete2025ete2025 company12345`
    .split(/\s+/)
    .concat('correct horse battery staple'),
);

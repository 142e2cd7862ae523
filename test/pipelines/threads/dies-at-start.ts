throw new Error('no kernel for this machine');

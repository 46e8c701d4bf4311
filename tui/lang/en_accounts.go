package lang

var enAccounts = Accounts{}

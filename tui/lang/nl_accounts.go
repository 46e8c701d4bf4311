package lang

var nlAccounts = Accounts{}

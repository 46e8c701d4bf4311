package lang

var deAccounts = Accounts{}

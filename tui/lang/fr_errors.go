package lang

var frErrors = Errors{
	Unauthorized: Advice{
		"La session n'est plus acceptée.",
		"Elle s'est peut-être terminée ailleurs, par exemple parce que le consentement a été retiré ou que vous vous êtes déconnecté.",
		"Connectez-vous à nouveau.",
	},
	Forbidden: Advice{
		"Ce n'est pas permis.",
		"Votre session est valable, mais elle ne donne pas ce droit. Réessayer n'y change rien.",
		"Utilisez le portail officiel pour cela, ou demandez à la personne qui gère les accès.",
	},
	NotFound: Advice{
		"Le message ou document n'est pas dans la boîte.",
		"Il a été supprimé parce que sa disponibilité a pris fin, ou il n'y a jamais été.",
		"Demandez une copie à l'expéditeur si vous en avez besoin.",
	},
	NoBox: Advice{
		"Il n'y a pas d'eBox pour vous ici.",
		"Le service interrogé dit n'avoir pas de boîte pour vous. Rien n'a été modifié.",
		"Vérifiez sur le portail officiel si votre eBox est activée\u202f; si elle l'est, réessayez plus tard.",
	},
	NoProviders: Advice{
		"Il n'y a pas de liste de fournisseurs ici.",
		"Sans elle, vos messages ne peuvent être demandés à personne. Ils sont en sécurité.",
		"Réessayez plus tard\u202f; si cela continue, ebox doctor vérifie les réglages.",
	},
	Throttled: Advice{
		"Le service demande d'attendre.",
		"Il a reçu trop de demandes. Rien n'est perdu.",
		"Réessayez dans un moment.",
	},
	RetryAfter: "Réessayez dans %s.",
	Unavailable: Advice{
		"Le service ne répond pas.",
		"Il est momentanément hors service, ou votre connexion est coupée. Rien n'est perdu.",
		"Vérifiez votre connexion et réessayez plus tard.",
	},
	Timeout: Advice{
		"Le service a mis trop de temps à répondre.",
		"Il est lent, ou votre connexion l'est. Rien n'est perdu.",
		"Réessayez.",
	},
	Malformed: Advice{
		"La réponse du service est incompréhensible.",
		"Elle est abîmée ou trop grande. Vos messages sont en sécurité.",
		"Réessayez plus tard\u202f; si cela continue, prévenez le fournisseur.",
	},
	Digest: Advice{
		"Le document n'est pas celui qui était annoncé.",
		"Il a été abîmé en route ou modifié, et n'a donc pas été gardé.",
		"Réessayez\u202f; si cela continue, demandez à l'expéditeur.",
	},
	Length: Advice{
		"Le document n'est pas arrivé en entier.",
		"Le transfert a été interrompu, il n'a donc pas été gardé.",
		"Réessayez.",
	},
	TooLarge: Advice{
		"Le document est trop grand pour être affiché ici.",
		"Il n'a été reçu qu'en partie et rien n'en a été gardé.",
		"Téléchargez-le et ouvrez-le avec un autre programme.",
	},
	NotAllowed: Advice{
		"L'adresse du document n'appartient pas à son fournisseur.",
		"Il n'a pas été demandé, pour que personne d'autre ne reçoive votre session.",
		"Utilisez le portail officiel et prévenez le fournisseur.",
	},
	BadRequest: Advice{
		"Le service a refusé la demande.",
		"Ce programme a demandé quelque chose que le service n'accepte pas. Rien n'a été modifié.",
		"Prévenez les auteurs de ce programme, avec les détails ci-dessous.",
	},
	NotOffered: Advice{
		"Ce fournisseur ne propose pas cela.",
		"Tous les fournisseurs ne peuvent pas tout faire. Rien n'a été modifié.",
		"Utilisez le portail officiel pour cela.",
	},
	Partial: Advice{
		"Cela n'a pas fonctionné chez plusieurs fournisseurs.",
		"Ils sont nommés ci-dessous, chacun avec la raison. Ce qui a fonctionné chez d'autres est fait.",
		"Réessayez plus tard.",
	},
	NoSpace: Advice{
		"Il n'y a plus de place sur le disque.",
		"Le document n'a pas été enregistré\u202f; il n'en reste rien.",
		"Libérez de la place ou choisissez un autre dossier, et réessayez.",
	},
	NoWrite: Advice{
		"Le fichier ne peut pas être écrit là.",
		"Le dossier n'existe pas, ou vous ne pouvez pas y écrire. Rien n'a été enregistré.",
		"Choisissez un autre dossier.",
	},
	Unknown: Advice{
		"Quelque chose n'a pas fonctionné.",
		"Ce programme ne sait pas pourquoi. Vos messages sont en sécurité.",
		"Réessayez\u202f; les détails ci-dessous aident ceux qui cherchent la cause.",
	},
	Reference: "Référence pour le service d'assistance\u00a0: %s",
	Contact:   "Contact\u00a0: %s",
	Code:      "Code\u00a0: %s",
	Technical: "Message du service\u00a0: %s",
	Program:   "Message du programme, en anglais\u00a0: %s",
	Operation: "Opération\u00a0: %s",
}

var frLoginErrors = LoginErrors{
	Cancelled: Advice{
		"La connexion a été annulée.",
		"Il ne s'est rien passé\u00a0: vous n'êtes pas connecté.",
		"Réessayez quand vous voulez.",
	},
	Timeout: Advice{
		"La connexion n'a pas été terminée à temps.",
		"Ce programme a attendu le navigateur 10 minutes. Vous n'êtes pas connecté.",
		"Réessayez.",
	},
	WeakKey: Advice{
		"Cette clé numérique n'est pas assez forte pour votre eBox.",
		"Vous avez été reconnu, mais la connexion n'est pas utilisée.",
		"Réessayez avec une autre clé\u00a0: itsme, votre carte eID, ou un code de sécurité par application ou SMS.",
	},
	StepUp: Advice{
		"Cela demande une connexion avec une clé numérique plus forte.",
		"Votre session reste comme elle est.",
		"Connectez-vous encore une fois avec une clé plus forte, par exemple itsme ou votre carte eID.",
	},
	CodeRefused: Advice{
		"La connexion est arrivée trop tard ou a déjà servi.",
		"Une telle réponse compte une fois et peu de temps. Vous n'êtes pas connecté.",
		"Recommencez.",
	},
	ServerDown: Advice{
		"Le service de connexion est hors service.",
		"Vous ne pouvez pas vous connecter pour le moment\u202f; votre eBox n'est pas touchée.",
		"Réessayez plus tard.",
	},
	Clock: Advice{
		"L'horloge de cet ordinateur n'est pas à l'heure.",
		"La connexion ne peut pas être vérifiée, elle n'est donc pas utilisée.",
		"Réglez la date et l'heure, et réessayez.",
	},
	SessionEnded: Advice{
		"Votre session est terminée.",
		"Elle était trop ancienne, ou a été terminée ailleurs\u00a0: par une déconnexion, ou parce que le consentement a été retiré.",
		"Connectez-vous à nouveau\u202f; l'écran reste comme il était.",
	},
	LoginRequired: Advice{
		"Vous n'êtes pas connecté.",
		"Il n'y a pas de session sur cet ordinateur.",
		"Connectez-vous.",
	},
	Refused: Advice{
		"Le service de connexion a refusé la connexion.",
		"Vous n'êtes pas connecté.",
		"Réessayez\u202f; si cela continue, montrez les détails ci-dessous à la personne qui a configuré ce programme.",
	},
	Untrusted: Advice{
		"La réponse à la connexion n'était pas fiable.",
		"Il n'est pas certain qu'elle vienne du service de connexion, elle n'est donc pas utilisée.",
		"Recommencez. Si cela se reproduit, prévenez la personne qui a configuré ce programme.",
	},
	Setup: Advice{
		"Ce programme ne convient pas au service de connexion.",
		"Son adresse ou son enregistrement n'est pas correct. Vous n'êtes pas connecté.",
		"Montrez les détails ci-dessous à la personne qui a configuré ce programme\u202f; ebox doctor vérifie les réglages.",
	},
	NoBrowser: Advice{
		"Aucun navigateur n'a pu être ouvert.",
		"La connexion continue quand même.",
		"Ouvrez l'adresse affichée dans un navigateur sur cet ordinateur.",
	},
	Listen: Advice{
		"Cet ordinateur ne laisse pas entrer la réponse du navigateur.",
		"L'adresse locale prévue est occupée ou bloquée.",
		"Fermez les autres connexions en cours ou vérifiez le pare-feu, et réessayez.",
	},
	Keyring: Advice{
		"Le trousseau de cet ordinateur ne répond pas.",
		"Il est peut-être verrouillé et attend son mot de passe dans une autre fenêtre. Votre session n'est pas enregistrée.",
		"Déverrouillez le trousseau, ou continuez sans lui\u00a0: vous restez alors connecté jusqu'à ce que vous quittiez.",
	},
	NoKeyring: Advice{
		"Il n'y a pas de trousseau sur cet ordinateur.",
		"Votre session ne peut pas être gardée\u00a0: vous restez connecté jusqu'à ce que vous quittiez.",
		"Il n'y a rien à faire. Pour rester connecté plus longtemps, installez un trousseau (sous Linux gnome-keyring ou KeePassXC)\u00a0; par SSH, démarrez la session avec dbus-run-session.",
	},
	Busy: Advice{
		"Une autre fenêtre de ce programme est en train de se connecter.",
		"Deux connexions à la fois se déferaient l'une l'autre.",
		"Terminez l'autre ou fermez-la, et réessayez.",
	},
	ErrorCode: "Code du service de connexion\u00a0: %s",
	ErrorText: "Message du service de connexion\u00a0: %s",
	ErrorPage: "Page à ce sujet\u00a0: %s",
}

namespace Monitoring.Core.Redaction;

/// <summary>What a <see cref="SecretScanner"/> looks for.</summary>
[Flags]
public enum SecretKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Private keys in PEM.</summary>
    PrivateKey = 1,

    /// <summary>Credentials of HTTP's Bearer and Basic schemes.</summary>
    Credential = 2,

    /// <summary>Tokens with the prefix of their issuer, and JSON Web Tokens.</summary>
    Token = 4,

    /// <summary>Passwords in URLs and connection strings.</summary>
    UrlPassword = 8,

    /// <summary>Numbers of payment cards.</summary>
    PaymentCard = 16,

    /// <summary>United States social security numbers.</summary>
    SocialSecurityNumber = 32,

    /// <summary>Values behind a name that tells of a secret, such as <c>password=x</c>.</summary>
    NamedValue = 64,

    /// <summary>E-mail addresses.</summary>
    EmailAddress = 128,

    /// <summary>IP addresses of both versions.</summary>
    IpAddress = 256,
}

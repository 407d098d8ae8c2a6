namespace Monitoring.ErrorTracking.Scrubbing;

/// <summary>What a rule looks for in the values that its selector chooses.</summary>
public enum ScrubType
{
    /// <summary>The whole value, whatever it is.</summary>
    Anything,

    /// <summary>Values of fields whose name tells of a secret, and what follows such a name in a text (<c>password=x</c>).</summary>
    Password,

    /// <summary>IP addresses of both versions.</summary>
    Ip,

    /// <summary>E-mail addresses.</summary>
    Email,

    /// <summary>Numbers of payment cards, with a right check digit.</summary>
    CreditCard,

    /// <summary>International bank account numbers, with a right check number.</summary>
    Iban,

    /// <summary>United States social security numbers.</summary>
    Ssn,

    /// <summary>The name of the user in the path of a home directory.</summary>
    UserPath,

    /// <summary>Addresses of network cards.</summary>
    Mac,

    /// <summary>UUIDs with hyphens.</summary>
    Uuid,

    /// <summary>Numbers of mobile devices, with a right check digit.</summary>
    Imei,

    /// <summary>Passwords in URLs.</summary>
    UrlAuth,

    /// <summary>Private keys in PEM.</summary>
    PemKey,

    /// <summary>Credentials of HTTP's Bearer and Basic schemes.</summary>
    Bearer,

    /// <summary>JSON Web Tokens, and keys with the prefix of their issuer.</summary>
    Token,

    /// <summary>What <see cref="ScrubbingRule.Pattern"/> matches.</summary>
    Regex,
}

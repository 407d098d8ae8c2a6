using Monitoring.Core.Redaction;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>Says by the signs of a text what the engine can find in it at all.</summary>
internal static class SecretSigns
{
    private const int ShortestKey = 16;
    private const int ShortestCredential = 10;
    private const int ShortestToken = 14;
    private const int DigitsOfSocialSecurity = 9;
    private const int DigitsOfCard = 14;
    private const int ShortestAddress = 3;

    public static SecretKinds Possible(SecretKinds kinds, TextSigns signs)
    {
        var impossible = SecretKinds.None;
        impossible |= signs.HasHyphen && signs.Length >= ShortestKey ? 0 : SecretKinds.PrivateKey;
        impossible |= signs.HasBlank && signs.Length >= ShortestCredential ? 0 : SecretKinds.Credential;
        impossible |= signs.Length >= ShortestToken ? 0 : SecretKinds.Token;
        impossible |= signs is { HasAt: true, HasColon: true } ? 0 : SecretKinds.UrlPassword;
        impossible |= signs.Digits >= DigitsOfCard ? 0 : SecretKinds.PaymentCard;
        impossible |= signs.Digits >= DigitsOfSocialSecurity && signs.HasHyphen ? 0 : SecretKinds.SocialSecurityNumber;
        impossible |= signs.HasEquals || signs.HasColon || signs is { HasHyphen: true, HasBlank: true } ? 0 : SecretKinds.NamedValue;
        impossible |= signs.HasAt ? 0 : SecretKinds.EmailAddress;
        impossible |= signs is { Length: >= ShortestAddress, Digits: > 0 } ? 0 : SecretKinds.IpAddress;
        return kinds & ~impossible;
    }
}

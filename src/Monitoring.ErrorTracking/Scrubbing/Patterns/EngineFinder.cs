using Monitoring.Core.Redaction;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>What the product's one engine for secrets finds.</summary>
internal sealed class EngineFinder(SecretScanner scanner, SecretKinds kinds) : ITextFinder
{
    public bool MayFind(TextSigns signs) => SecretSigns.Possible(kinds, signs) != SecretKinds.None;

    public void Find(ReadOnlySpan<char> text, List<Stretch> found) => Find(scanner, text, kinds, found);

    public static void Find(SecretScanner scanner, ReadOnlySpan<char> text, SecretKinds kinds, List<Stretch> found)
    {
        var secrets = new List<SecretStretch>();
        scanner.Find(text, kinds, secrets);
        foreach (var secret in secrets)
        {
            found.Add(new Stretch(secret.Start, secret.End, TypeOf(secret.Kind)));
        }
    }

    /// <summary>What the engine calls a type; none for what it does not know.</summary>
    public static SecretKinds KindsOf(ScrubType type) => type switch
    {
        ScrubType.Password => SecretKinds.NamedValue,
        ScrubType.Ip => SecretKinds.IpAddress,
        ScrubType.Email => SecretKinds.EmailAddress,
        ScrubType.CreditCard => SecretKinds.PaymentCard,
        ScrubType.Ssn => SecretKinds.SocialSecurityNumber,
        ScrubType.UrlAuth => SecretKinds.UrlPassword,
        ScrubType.PemKey => SecretKinds.PrivateKey,
        ScrubType.Bearer => SecretKinds.Credential,
        ScrubType.Token => SecretKinds.Token,
        _ => SecretKinds.None,
    };

    private static ScrubType TypeOf(SecretKinds kind) => kind switch
    {
        SecretKinds.PrivateKey => ScrubType.PemKey,
        SecretKinds.Credential => ScrubType.Bearer,
        SecretKinds.Token => ScrubType.Token,
        SecretKinds.UrlPassword => ScrubType.UrlAuth,
        SecretKinds.PaymentCard => ScrubType.CreditCard,
        SecretKinds.SocialSecurityNumber => ScrubType.Ssn,
        SecretKinds.EmailAddress => ScrubType.Email,
        SecretKinds.IpAddress => ScrubType.Ip,
        _ => ScrubType.Password,
    };
}

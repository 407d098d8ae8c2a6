using System.Collections.Immutable;
using Monitoring.Redaction;

namespace Monitoring.Core.Redaction;

/// <summary>
/// Says where in a text secrets and personal data are, and of which kind: the finders behind <see cref="IRedactor"/>, for callers that decide
/// themselves what stands in place of what was found.
/// </summary>
/// <remarks>Safe for any number of threads. The time is linear in the length of the text whatever it holds. Never throws on a text.</remarks>
public sealed class SecretScanner
{
    private const int SocialSecurityLength = 11;

    private readonly SensitiveNames _names;
    private readonly NamedValueFinder _namedValues;

    /// <summary>Makes a scanner.</summary>
    /// <param name="sensitiveNames">Names of fields that hold secrets beside the built-in ones, as in <see cref="RedactionOptions.SensitiveNames"/>.</param>
    /// <param name="safeNames">Names of fields that hold none, as in <see cref="RedactionOptions.SafeNames"/>.</param>
    public SecretScanner(IEnumerable<string> sensitiveNames, IEnumerable<string> safeNames)
    {
        ArgumentNullException.ThrowIfNull(sensitiveNames);
        ArgumentNullException.ThrowIfNull(safeNames);
        _names = new SensitiveNames(sensitiveNames, safeNames);
        _namedValues = new NamedValueFinder(_names);
    }

    /// <summary>The texts one of which every <see cref="SecretKinds.Token"/> begins with, at the beginning of a word.</summary>
    public static ImmutableArray<string> TokenPrefixes => TokenFinder.AllPrefixes;

    /// <summary>Whether a field of this name holds a secret by its name alone, such as <c>password</c>.</summary>
    /// <param name="name">The name of a field.</param>
    public bool IsSensitiveName(ReadOnlySpan<char> name) => _names.Classify(name) != NameSensitivity.None;

    /// <summary>Finds secrets.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="kinds">What to look for.</param>
    /// <param name="found">Takes what was found, in no order; stretches may overlap.</param>
    public void Find(ReadOnlySpan<char> text, SecretKinds kinds, ICollection<SecretStretch> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if ((kinds & SecretKinds.PrivateKey) != 0)
        {
            var findings = new Findings(text);
            PrivateKeyFinder.Find(text, ref findings);
            Take(findings, SecretKinds.PrivateKey, found);
        }

        if ((kinds & SecretKinds.Credential) != 0)
        {
            var findings = new Findings(text);
            CredentialFinder.Find(text, ref findings);
            Take(findings, SecretKinds.Credential, found);
        }

        if ((kinds & SecretKinds.Token) != 0)
        {
            var findings = new Findings(text);
            TokenFinder.Find(text, ref findings);
            Take(findings, SecretKinds.Token, found);
        }

        if ((kinds & SecretKinds.NamedValue) != 0)
        {
            var findings = new Findings(text);
            _namedValues.Find(text, ref findings);
            Take(findings, SecretKinds.NamedValue, found);
        }

        FindShort(text, kinds, found);
    }

    private static void FindShort(ReadOnlySpan<char> text, SecretKinds kinds, ICollection<SecretStretch> found)
    {
        if ((kinds & SecretKinds.UrlPassword) != 0)
        {
            var findings = new Findings(text);
            UrlPasswordFinder.Find(text, ref findings);
            Take(findings, SecretKinds.UrlPassword, found);
        }

        if ((kinds & (SecretKinds.PaymentCard | SecretKinds.SocialSecurityNumber)) != 0)
        {
            var findings = new Findings(text);
            NumberFinder.Find(text, ref findings);
            TakeNumbers(text, findings, kinds, found);
        }

        if ((kinds & SecretKinds.EmailAddress) != 0)
        {
            var findings = new Findings(text);
            EmailFinder.Find(text, ref findings);
            Take(findings, SecretKinds.EmailAddress, found);
        }

        if ((kinds & SecretKinds.IpAddress) != 0)
        {
            var findings = new Findings(text);
            IpAddressFinder.Find(text, ref findings);
            Take(findings, SecretKinds.IpAddress, found);
        }
    }

    private static void Take(Findings findings, SecretKinds kind, ICollection<SecretStretch> found)
    {
        foreach (var (start, end) in findings.Found)
        {
            found.Add(new SecretStretch { Start = start, End = end, Kind = kind });
        }
    }

    // No layout of a card has the length of a social security number.
    private static void TakeNumbers(ReadOnlySpan<char> text, Findings findings, SecretKinds kinds, ICollection<SecretStretch> found)
    {
        foreach (var (start, end) in findings.Found)
        {
            var kind = end - start == SocialSecurityLength && text[start + 3] == '-' ? SecretKinds.SocialSecurityNumber : SecretKinds.PaymentCard;
            if ((kinds & kind) != 0)
            {
                found.Add(new SecretStretch { Start = start, End = end, Kind = kind });
            }
        }
    }
}

using Microsoft.Extensions.Options;
using Monitoring.Redaction;

namespace Monitoring.Core.Redaction;

/// <summary>
/// Finds secrets by hand-written scanners, each of which passes over the text once and looks closer only where a
/// trigger stands, so the time is linear in the length of the text whatever it holds.
/// </summary>
/// <remarks>
/// A mask can bring together what stood apart, so a text with findings is looked at again until nothing more is found;
/// one that does not come to rest is masked as a whole. Hence redacting twice gives what redacting once gave.
/// </remarks>
internal sealed class Redactor : IRedactor
{
    private const int MaxPasses = 8;

    private readonly SensitiveNames _names;
    private readonly NamedValueFinder _namedValues;
    private readonly bool _emailAddresses;
    private readonly bool _ipAddresses;

    public Redactor(IOptions<MonitoringOptions> options)
    {
        var settings = options.Value.Redaction;
        _names = new SensitiveNames(settings.SensitiveNames, settings.SafeNames);
        _namedValues = new NamedValueFinder(_names);
        _emailAddresses = settings.EmailAddresses;
        _ipAddresses = settings.IpAddresses;
    }

    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var current = text;
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var next = Pass(current);
            if (ReferenceEquals(next, current))
            {
                return current;
            }

            current = next;
        }

        return Mask.Text;
    }

    public bool IsSensitiveName(ReadOnlySpan<char> name) => _names.Classify(name) != NameSensitivity.None;

    private string Pass(string text)
    {
        var found = new Findings(text);
        PrivateKeyFinder.Find(text, ref found);
        CredentialFinder.Find(text, ref found);
        TokenFinder.Find(text, ref found);
        UrlPasswordFinder.Find(text, ref found);
        NumberFinder.Find(text, ref found);
        _namedValues.Find(text, ref found);
        if (_emailAddresses)
        {
            EmailFinder.Find(text, ref found);
        }

        if (_ipAddresses)
        {
            IpAddressFinder.Find(text, ref found);
        }

        return found.IsEmpty ? text : found.Apply();
    }
}

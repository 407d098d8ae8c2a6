using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Scrubbing.Fields;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>
/// Long parts of events in which nothing was found, with the fields that they were. All projects of a host whose settings look for the same share them, so that
/// many projects need no more memory than one.
/// </summary>
internal sealed class CleanParts
{
    private readonly RepeatedParts<FieldNode> _secrets = new();
    private readonly RepeatedParts<FieldNode> _addresses = new();
    private readonly RepeatedParts<FieldNode> _both = new();

    /// <summary>Those under settings; null under settings with names or rules of their own.</summary>
    public RepeatedParts<FieldNode>? Under(ScrubbingSettings settings)
    {
        if (!settings.Rules.IsEmpty || !settings.SensitiveFields.IsEmpty || !settings.SafeFields.IsEmpty)
        {
            return null;
        }

        var hidesAddresses = settings.IpAddresses != IpAddressStorage.Keep;
        return !settings.Defaults ? _addresses : hidesAddresses ? _both : _secrets;
    }
}

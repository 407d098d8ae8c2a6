using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Scrubbing;

namespace Monitoring.AspNetCore.Api.Scrubbing;

[Description("What is taken out of a project's events before anything of them is stored.")]
internal sealed record ScrubbingDocument
{
    [Description("Whether the built-in rules apply; true when it is left out.")]
    public bool? Defaults { get; init; }

    [Description("Names of fields that hold secrets beside the built-in ones.")]
    public ImmutableArray<string> SensitiveFields { get; init; }

    [Description("Names of fields that the built-in rules leave alone.")]
    public ImmutableArray<string> SafeFields { get; init; }

    [Description("keep, mask or none; keep when it is left out.")]
    public string? StoreIpAddress { get; init; }

    [Description("The project's own rules, applied in this order.")]
    public ImmutableArray<ScrubbingRuleDocument> Rules { get; init; }

    public static ScrubbingDocument Of(ScrubbingSettings settings) => new()
    {
        Defaults = settings.Defaults,
        SensitiveFields = settings.SensitiveFields,
        SafeFields = settings.SafeFields,
        StoreIpAddress = ScrubbingWords.Of(settings.IpAddresses),
        Rules = [.. settings.Rules.Select(ScrubbingRuleDocument.Of)],
    };

    /// <summary>The settings; null, and what is wrong, when a word is none.</summary>
    public ScrubbingSettings? ToSettings(out string? fault)
    {
        fault = null;
        if (ScrubbingWords.Find<IpAddressStorage>(StoreIpAddress ?? "keep") is not { } addresses)
        {
            fault = $"storeIpAddress: must be one of {ScrubbingWords.Words<IpAddressStorage>()}.";
            return null;
        }

        var rules = ImmutableArray.CreateBuilder<ScrubbingRule>();
        foreach (var rule in Rules.IsDefault ? [] : Rules)
        {
            if (rule is null || ScrubbingWords.Read(rule, rules.Count, out fault) is not { } read)
            {
                fault ??= $"rules[{rules.Count}]: must be an object.";
                return null;
            }

            rules.Add(read);
        }

        return new ScrubbingSettings
        {
            Defaults = Defaults ?? true,
            SensitiveFields = Names(SensitiveFields),
            SafeFields = Names(SafeFields),
            IpAddresses = addresses,
            Rules = rules.DrainToImmutable(),
        };
    }

    private static ImmutableArray<string> Names(ImmutableArray<string> names) => names.IsDefault ? [] : [.. names.Select(name => name ?? "")];
}

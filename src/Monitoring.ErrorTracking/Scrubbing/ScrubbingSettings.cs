using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Scrubbing;

/// <summary>What is taken out of a project's events before anything of them is stored.</summary>
public sealed record ScrubbingSettings
{
    /// <summary>The most rules of a project.</summary>
    public const int MaxRules = 64;

    /// <summary>The most names in each list.</summary>
    public const int MaxNames = 200;

    /// <summary>Whether the built-in rules apply: fields by their names, keys, tokens, credentials, numbers of cards and accounts.</summary>
    /// <value>By default <see langword="true"/>.</value>
    public bool Defaults { get; init; } = true;

    /// <summary>Names of fields that hold secrets beside the built-in ones. A field whose name contains one counts; case and <c>_ - .</c> do not matter.</summary>
    public ImmutableArray<string> SensitiveFields { get; init; } = [];

    /// <summary>Names of fields that the built-in rules leave alone with all that is in them; the whole name is compared, without regard to case and <c>_ - .</c></summary>
    public ImmutableArray<string> SafeFields { get; init; } = [];

    /// <summary>What is kept of IP addresses.</summary>
    /// <value>By default <see cref="IpAddressStorage.Keep"/>.</value>
    public IpAddressStorage IpAddresses { get; init; }

    /// <summary>The project's own rules, applied in this order after the built-in ones.</summary>
    public ImmutableArray<ScrubbingRule> Rules { get; init; } = [];

    /// <summary>Whether both say the same.</summary>
    public bool Equals(ScrubbingSettings? other) =>
        other is not null && Defaults == other.Defaults && IpAddresses == other.IpAddresses && SensitiveFields.SequenceEqual(other.SensitiveFields)
        && SafeFields.SequenceEqual(other.SafeFields) && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Defaults, IpAddresses, SensitiveFields.Length, SafeFields.Length, Rules.Length);
}

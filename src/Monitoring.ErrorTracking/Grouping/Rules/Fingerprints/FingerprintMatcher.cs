using Monitoring.ErrorTracking.Grouping.Rules.Matching;
using Monitoring.ErrorTracking.Grouping.Rules.Reading;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>One condition of a fingerprint rule. What an object does not have is never a match, and always one of the negated condition.</summary>
internal sealed class FingerprintMatcher
{
    private const string Unknown = "<unknown>";

    private readonly Glob? _glob;
    private readonly FrameFamilies _families;

    private FingerprintMatcher(FingerprintKey key, string name, string argument, bool isNegated, Glob? glob)
    {
        Key = key;
        Name = FingerprintKeys.Short(name);
        Argument = argument;
        IsNegated = isNegated;
        _glob = glob;
        _families = key == FingerprintKey.Family ? FamilyNames.Read(argument) : FrameFamilies.None;
    }

    public FingerprintKey Key { get; }

    /// <summary>The short name.</summary>
    public string Name { get; }

    public string Argument { get; }

    public bool IsNegated { get; }

    public MatchGroup Group => FingerprintKeys.GroupOf(Key);

    /// <summary>How many plain comparisons it takes.</summary>
    public int Weight => _glob?.Parts.Length ?? 1;

    /// <returns>Null with an error when the argument is malformed.</returns>
    public static FingerprintMatcher? Create(string name, string argument, bool isNegated, out string? error)
    {
        var key = FingerprintKeys.Read(name) ?? throw new ArgumentException($"'{name}' is no key of a matcher.", nameof(name));
        error = null;
        var glob = key is FingerprintKey.Family or FingerprintKey.Sdk or FingerprintKey.App ? null : Glob.Parse(argument, KindOf(key), out error);
        return error is null ? new FingerprintMatcher(key, name, argument, isNegated, glob) : null;
    }

    public bool IsMatch(in ExceptionFacts exception, RuleBudget budget) =>
        IsNegated != Matches(Key == FingerprintKey.Type ? exception.Type : exception.Value, budget);

    public bool IsMatch(RuleFrame frame, RuleBudget budget) => IsNegated != (Key switch
    {
        FingerprintKey.App => BooleanWords.Read(Argument) == frame.InApp,
        FingerprintKey.Path => Matches(frame.NormalPath ?? Unknown, budget) || (frame.FileName is { } file && Matches(PathText.Normalize(file), budget)),
        FingerprintKey.Package => Matches(frame.NormalPackage ?? Unknown, budget),
        FingerprintKey.Module => Matches(frame.Module ?? Unknown, budget),
        _ => Matches(frame.Function, budget),
    });

    public bool IsMatchOfMessage(string? text, RuleBudget budget) => IsNegated != Matches(text, budget);

    public bool IsMatch(FingerprintFacts facts) => IsNegated != (Key switch
    {
        FingerprintKey.Logger => Matches(facts.Logger, facts.Budget),
        FingerprintKey.Level => Matches(facts.Level, facts.Budget),
        FingerprintKey.Family => (_families & facts.Family) != 0,
        FingerprintKey.Sdk => IsSdk(SdkNames.Normalize(facts.Sdk)),
        FingerprintKey.Release => facts.Release is { } release && Matches(PathText.Normalize(release.Trim()), facts.Budget),
        _ => Matches(Tag(facts), facts.Budget),
    });

    public override string ToString() => $"{(IsNegated ? "!" : "")}{Name}:{RuleQuoting.Quote(Argument)}";

    private static GlobKind KindOf(FingerprintKey key) => key switch
    {
        FingerprintKey.Path or FingerprintKey.Package or FingerprintKey.Release => GlobKind.Path,
        FingerprintKey.Message or FingerprintKey.Value or FingerprintKey.Level => GlobKind.TextIgnoringCase,
        _ => GlobKind.Text,
    };

    private bool IsSdk(string sdk)
    {
        foreach (var range in Argument.AsSpan().Split(','))
        {
            if (Argument.AsSpan(range).Trim() is var name && (name.SequenceEqual("all") || name.SequenceEqual(sdk)))
            {
                return true;
            }
        }

        return false;
    }

    private string? Tag(FingerprintFacts facts)
    {
        var key = Name.AsSpan(FingerprintKeys.TagPrefix.Length);
        foreach (var tag in facts.Tags)
        {
            if (key.SequenceEqual(tag.Key))
            {
                return tag.Value;
            }
        }

        return null;
    }

    private bool Matches(string? text, RuleBudget budget) => text is not null && _glob!.IsMatch(text, budget);
}

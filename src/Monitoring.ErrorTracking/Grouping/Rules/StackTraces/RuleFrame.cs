using Monitoring.ErrorTracking.Grouping.Rules.Matching;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>A frame as rules see it. The rules mark it as of the application or not, and give it a category; nothing else changes.</summary>
internal sealed class RuleFrame
{
    /// <summary>The function of a frame that has none.</summary>
    public const string Unknown = "<unknown>";

    private string? _normalPath;
    private string? _normalPackage;

    /// <summary>The family of the frame's platform.</summary>
    public FrameFamilies Family { get; init; } = FrameFamilies.Other;

    public string? Module { get; init; }

    /// <summary>The function, without arguments and the like.</summary>
    public string Function { get; init => field = string.IsNullOrEmpty(value) ? Unknown : value; } = Unknown;

    /// <summary>The absolute path or URL, else the name of the file.</summary>
    public string? Path { get; init; }

    /// <summary>The name of the file, when it is not the <see cref="Path"/>; only rules for fingerprints look at it.</summary>
    public string? FileName { get; init; }

    public string? Package { get; init; }

    /// <summary>Paths that were met before; null when none are kept.</summary>
    public DerivedTexts? KnownPaths { get; init; }

    /// <summary>What the sender says; null when it says nothing.</summary>
    public bool? SentInApp { get; init; }

    /// <summary>Whether the frame belongs to the application, by the word of the last rule that changed it, else of the sender.</summary>
    public bool InApp { get; private set; }

    /// <summary>The rule that had the last word on <see cref="InApp"/>; null when it is the sender's.</summary>
    public StackTraceRule? InAppRule { get; private set; }

    public string? Category { get; private set; }

    /// <summary>The rule that gave the frame its category.</summary>
    public StackTraceRule? CategoryRule { get; private set; }

    /// <summary>Whether the rules contradict the sender, or say what it left open.</summary>
    public bool IsInAppChanged => InAppRule is not null && SentInApp != InApp;

    public string? NormalPath => Path is null ? null : _normalPath ??= Normalize(Path);

    public string? NormalPackage => Package is null ? null : _normalPackage ??= Normalize(Package);

    /// <summary>How much longer than short ones the texts take.</summary>
    public int Weight => RuleBudget.WeightOf(Function.Length + (Module?.Length ?? 0) + (Path?.Length ?? 0) + (Package?.Length ?? 0));

    /// <summary>Forgets what rules decided.</summary>
    public void Reset(string? category = null)
    {
        (InApp, InAppRule) = (SentInApp == true, null);
        (Category, CategoryRule) = (category, null);
    }

    public void Mark(bool inApp, StackTraceRule rule)
    {
        if (InApp != inApp || (SentInApp is null && InAppRule is null))
        {
            (InApp, InAppRule) = (inApp, rule);
        }
    }

    public void Classify(string category, StackTraceRule rule) => (Category, CategoryRule) = (category, rule);

    private string Normalize(string path) => KnownPaths?.Get(path) ?? PathText.Normalize(path);
}

using System.Globalization;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>One thing that a rule does to the frames it matches.</summary>
internal sealed record StackTraceAction
{
    public required ActionKind Kind { get; init; }

    public ActionReach Reach { get; init; }

    /// <summary>Whether a mark is set or taken away.</summary>
    public bool Flag { get; init; }

    /// <summary>The number of frames.</summary>
    public int Number { get; init; }

    /// <summary>The category, or the word of an obsolete action.</summary>
    public string? Word { get; init; }

    /// <summary>Whether it changes frames, before anything is counted.</summary>
    public bool IsModifier => Kind is ActionKind.App or ActionKind.Category;

    /// <summary>Whether it has a say in what counts, or notes something about it.</summary>
    public bool IsUpdater => Kind is not (ActionKind.Category or ActionKind.Obsolete);

    /// <summary>The frames that it changes.</summary>
    /// <param name="index">The frame that was matched.</param>
    /// <param name="count">How many frames there are.</param>
    public Range RangeOf(int index, int count) => Reach switch
    {
        ActionReach.After => (index + 1)..count,
        ActionReach.Before => ..index,
        _ => index..(index + 1),
    };

    public override string ToString() => Kind switch
    {
        ActionKind.App => $"{Signs}app",
        ActionKind.Group => $"{Signs}group",
        ActionKind.Obsolete => Signs + Word,
        ActionKind.Category => $"category={Word}",
        ActionKind.MinFrames => string.Create(CultureInfo.InvariantCulture, $"min-frames={Number}"),
        ActionKind.MaxFrames => string.Create(CultureInfo.InvariantCulture, $"max-frames={Number}"),
        _ => Flag ? "invert-stacktrace=1" : "invert-stacktrace=0",
    };

    private string Signs => (Reach switch { ActionReach.After => "^", ActionReach.Before => "v", _ => "" }) + (Flag ? "+" : "-");
}

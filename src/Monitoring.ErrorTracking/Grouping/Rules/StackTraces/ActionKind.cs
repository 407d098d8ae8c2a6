namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>What a rule does.</summary>
internal enum ActionKind
{
    /// <summary>Says whether frames belong to the application.</summary>
    App,

    /// <summary>Says whether frames count.</summary>
    Group,

    /// <summary>Gives the frame a category.</summary>
    Category,

    /// <summary>Says how many frames there must be for the trace to count.</summary>
    MinFrames,

    /// <summary>Says how many frames count at most.</summary>
    MaxFrames,

    /// <summary>Says that the trace is read from the other end.</summary>
    InvertStackTrace,

    /// <summary>An action of older rule texts without effect: <c>prefix</c> or <c>sentinel</c>.</summary>
    Obsolete,
}

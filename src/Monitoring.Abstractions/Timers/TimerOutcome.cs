using Monitoring.Storage.Documents;

namespace Monitoring.Timers;

/// <summary>What a handler wants to become true with the completion of a timer.</summary>
public sealed record TimerOutcome
{
    private TimerOutcome()
    {
    }

    /// <summary>The timer is done; nothing else changes.</summary>
    public static TimerOutcome Done { get; } = new();

    /// <summary>The handler has committed the claim itself, among <see cref="DocumentCommit.CompletedTimers"/>.</summary>
    public static TimerOutcome AlreadyCommitted { get; } = new() { IsCommitted = true };

    /// <summary>What is committed together with the completion; <see langword="null"/> when nothing is.</summary>
    public DocumentCommit? Commit { get; private init; }

    /// <summary>When the timer is due again, with the same name and payload; <see langword="null"/> for never.</summary>
    public DateTimeOffset? NextDueAt { get; private init; }

    /// <summary>Whether the handler has completed the timer itself.</summary>
    public bool IsCommitted { get; private init; }

    /// <summary>
    /// The timer is done together with this commit, in the timer's partition. The runtime adds the completion; when a
    /// document was changed meanwhile, the handler is called again.
    /// </summary>
    public static TimerOutcome DoneWith(DocumentCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return new() { Commit = commit };
    }

    /// <summary>The timer is due again at another instant.</summary>
    /// <param name="dueAt">When.</param>
    /// <param name="commit">What else becomes true, in the timer's partition, or <see langword="null"/>.</param>
    public static TimerOutcome Again(DateTimeOffset dueAt, DocumentCommit? commit = null) => new() { NextDueAt = dueAt, Commit = commit };
}

using System.Collections.Immutable;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Errors;

namespace Monitoring.Core.Signals;

/// <summary>The transitions of issues, which the error store writes with appends and changes, as signals.</summary>
internal sealed class TransitionSignals(IErrorStore store) : ISignalSource
{
    public string Name => "errors";

    public async ValueTask<ImmutableArray<PendingSignal>> ReadAsync(long after, int max, CancellationToken cancellationToken)
    {
        var transitions = await store.ReadTransitionsAsync(after, max, cancellationToken).ConfigureAwait(false);
        return [.. transitions.Select(Read)];
    }

    public ValueTask TrimAsync(long upTo, CancellationToken cancellationToken) => store.TrimTransitionsAsync(upTo, cancellationToken);

    private PendingSignal Read(IssueTransition transition)
    {
        var (type, signal, body) = transition.Kind switch
        {
            IssueTransitionKind.Opened => Written(ErrorSignals.Opened, Opened(transition)),
            IssueTransitionKind.Regressed => Written(ErrorSignals.Regressed, Regressed(transition)),
            IssueTransitionKind.Unignored => Written(ErrorSignals.Unignored, Unignored(transition)),
            IssueTransitionKind.Escalated => Written(ErrorSignals.Escalated, Escalated(transition)),
            IssueTransitionKind.Expired => Written(ErrorSignals.Expired, Expired(transition)),
            _ => Written(ErrorSignals.Changed, Changed(transition)),
        };
        return new PendingSignal
        {
            Source = Name,
            Position = transition.Position,
            Id = TransitionIds.IdOf(transition),
            Type = type,
            AggregateId = signal.AggregateId,
            OccurredAt = transition.At,
            Body = body,
        };
    }

    private static (string Type, ErrorIssueSignal Signal, ReadOnlyMemory<byte> Body) Written<T>(Monitoring.Signals.SignalType<T> type, T signal)
        where T : ErrorIssueSignal => (type.Name, signal, type.Serialize(signal));

    private static ErrorIssueOpened Opened(IssueTransition transition) => new()
    {
        ProjectId = transition.ProjectId,
        IssueId = transition.IssueId,
        Title = transition.Title,
        Level = transition.Level,
        Status = transition.Status,
        Service = transition.Service,
        Environment = transition.Environment,
        Release = transition.Release,
        EventId = transition.EventId ?? default,
    };

    private static ErrorIssueRegressed Regressed(IssueTransition transition) => new()
    {
        ProjectId = transition.ProjectId,
        IssueId = transition.IssueId,
        Title = transition.Title,
        Level = transition.Level,
        Status = transition.Status,
        Service = transition.Service,
        Environment = transition.Environment,
        Release = transition.Release,
        EventId = transition.EventId ?? default,
        StateBefore = transition.StateBefore,
        StateAfter = transition.StateAfter,
    };

    private static ErrorIssueUnignored Unignored(IssueTransition transition) => new()
    {
        ProjectId = transition.ProjectId,
        IssueId = transition.IssueId,
        Title = transition.Title,
        Level = transition.Level,
        Status = transition.Status,
        Service = transition.Service,
        Environment = transition.Environment,
        Release = transition.Release,
        EventId = transition.EventId ?? default,
        StateBefore = transition.StateBefore,
        StateAfter = transition.StateAfter,
    };

    private static ErrorIssueEscalated Escalated(IssueTransition transition) => new()
    {
        ProjectId = transition.ProjectId,
        IssueId = transition.IssueId,
        Title = transition.Title,
        Level = transition.Level,
        Status = transition.Status,
        Service = transition.Service,
        Environment = transition.Environment,
        Release = transition.Release,
        EventId = transition.EventId ?? default,
        StateBefore = transition.StateBefore,
        StateAfter = transition.StateAfter,
    };

    private static ErrorIssueExpired Expired(IssueTransition transition) => new()
    {
        ProjectId = transition.ProjectId,
        IssueId = transition.IssueId,
        Title = transition.Title,
        Level = transition.Level,
        Status = transition.Status,
    };

    private static ErrorIssueChanged Changed(IssueTransition transition) => new()
    {
        ProjectId = transition.ProjectId,
        IssueId = transition.IssueId,
        Title = transition.Title,
        Level = transition.Level,
        Status = transition.Status,
        Service = transition.Service,
        Environment = transition.Environment,
        Release = transition.Release,
        Change = transition.Kind,
        ActorId = transition.ActorId ?? "",
        ActorKind = transition.ActorKind,
        Door = transition.Door,
        StateBefore = transition.StateBefore,
        StateAfter = transition.StateAfter,
        AssigneeBefore = transition.AssigneeBefore,
        AssigneeAfter = transition.AssigneeAfter,
        EventId = transition.EventId,
        Moved = transition.Moved,
    };
}

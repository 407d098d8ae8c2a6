using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Generators;

namespace Monitoring.Testing.Models;

/// <summary>Takes a store and the model through the same steps and compares what both answer.</summary>
/// <param name="store">The store as it is open now.</param>
/// <param name="model">The model of a new store.</param>
/// <param name="time">The store's clock.</param>
/// <param name="reopen">Closes, or crashes, and opens the store.</param>
/// <param name="settle">Lets the store do its background work.</param>
internal sealed class ErrorRun(Func<IErrorStore> store, ErrorModel model, FakeTimeProvider time, Func<bool, ValueTask> reopen, Func<ValueTask> settle)
{
    private readonly Possibilities<ErrorModel, ErrorCommand, ErrorAnswer> _states =
        new(model, (state, command, answer) => state.Explain(command, answer, time.GetUtcNow()), state => state.Fingerprint());

    private int _burst;

    private ErrorModel Model => _states.Any;

    public async Task RunAsync(ImmutableArray<ErrorOperation> operations, CancellationToken cancellationToken)
    {
        foreach (var operation in operations)
        {
            await StepAsync(operation, cancellationToken);
        }

        await CompareAsync(cancellationToken);
    }

    private async ValueTask StepAsync(ErrorOperation operation, CancellationToken cancellationToken)
    {
        switch (operation)
        {
            case ErrorOperation.Advance advance:
                time.Advance(advance.By);
                return;
            case ErrorOperation.Reopen opening:
                await reopen(opening.Crash);
                await CompareAsync(cancellationToken);
                return;
            case ErrorOperation.Search:
                await settle();
                break;
        }

        var commands = operation is ErrorOperation.AtOnce atOnce ? atOnce.Operations : [operation];
        await ExplainAsync(operation, [.. commands.Select(Resolve).OfType<ErrorCommand>()], cancellationToken);
    }

    private async ValueTask ExplainAsync(ErrorOperation operation, ImmutableArray<ErrorCommand> commands, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(commands.Select(command => Task.Run(async () => await AnswerAsync(command, cancellationToken), cancellationToken)));
        _states.Explain($"{operation}", commands, answers);
        if (commands.Length > 1)
        {
            await CompareAsync(cancellationToken);
        }
    }

    private async ValueTask<ErrorAnswer> AnswerAsync(ErrorCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case ErrorCommand.Append append:
                return new ErrorAnswer { Results = await store().AppendAsync(append.Events, cancellationToken) };
            case ErrorCommand.Update update:
                return new ErrorAnswer { Update = await store().UpdateIssueAsync(update.Change, cancellationToken) };
            case ErrorCommand.Retain retain:
                return new ErrorAnswer { Retention = await store().ApplyRetentionAsync(retain.Rule, cancellationToken) };
            case ErrorCommand.Search search:
                return new ErrorAnswer { Found = await ErrorObservation.SearchAsync(store(), search.Query, cancellationToken) };
            case ErrorCommand.Trim trim:
                var there = await store().ReadTransitionsAsync(0, trim.Count, cancellationToken);
                await store().TrimTransitionsAsync(there[^1].Position, cancellationToken);
                return new ErrorAnswer();
            default:
                throw new ArgumentException($"'{command}' is no command.");
        }
    }

    /// <summary>Gives a step its meaning in the present state; <see langword="null"/> when it has none.</summary>
    private ErrorCommand? Resolve(ErrorOperation operation) => operation switch
    {
        ErrorOperation.Append append => new ErrorCommand.Append([.. append.Events.Select(Shift).Where(IsCertain)]),
        ErrorOperation.Burst burst => new ErrorCommand.Append(Burst(burst)),
        ErrorOperation.SetState change => Update(change.Issue, new IssueChange.SetState { State = Shift(change.State) }),
        ErrorOperation.Assign change => Update(change.Issue, new IssueChange.Assign { Assignee = change.Assignee }),
        ErrorOperation.SetStateAndAssign change => Update(
            change.Issue, new IssueChange.SetStateAndAssign { State = Shift(change.State), Assignee = change.Assignee }),
        ErrorOperation.Merge change => Merge(change),
        ErrorOperation.Unmerge change => Update(change.Issue, new IssueChange.Unmerge { Hashes = [.. change.Hashes.Distinct()] }),
        ErrorOperation.Pin change => Pin(change),
        ErrorOperation.Delete change => Update(change.Issue, new IssueChange.Delete()),
        ErrorOperation.Retain retain => new ErrorCommand.Retain(new RetentionRule
        {
            ProjectId = retain.Project,
            EventsBefore = time.GetUtcNow().AddHours(-retain.EventsOlderThan),
            IssuesBefore = retain.IssuesOlderThan is { } hours ? time.GetUtcNow().AddHours(-hours) : null,
            PayloadBytes = retain.PayloadBytes,
            At = time.GetUtcNow(),
        }),
        ErrorOperation.Search search => new ErrorCommand.Search(new IssueQuery { ProjectId = search.Project, Filter = Shift(search.Filter), Sort = search.Sort, Limit = search.Limit }),
        ErrorOperation.Trim trim when Model.Transitions.Count > 0 => new ErrorCommand.Trim(Math.Min(trim.Count, Model.Transitions.Count)),
        _ => null,
    };

    private ErrorCommand.Update? Merge(ErrorOperation.Merge merge)
    {
        if (Model.Given.IsEmpty)
        {
            return null;
        }

        var target = Issue(merge.Target);
        ImmutableArray<IssueId> sources = [.. merge.Sources.Select(Issue).Where(source => source != target).Distinct()];
        return sources.IsEmpty ? null : Update(merge.Target, new IssueChange.Merge { Sources = sources });
    }

    private ErrorCommand.Update? Pin(ErrorOperation.Pin pin)
    {
        if (Model.Counted.IsEmpty)
        {
            return null;
        }

        var counted = Model.Counted[pin.Event % Model.Counted.Count];
        IssueChange change = pin.IsPinned ? new IssueChange.Pin { EventId = counted.EventId } : new IssueChange.Unpin { EventId = counted.EventId };
        return Update(pin.Issue is { } issue ? Issue(issue) : Model.Owners[(counted.ProjectId, counted.Hashes[0])], change);
    }

    private ErrorCommand.Update? Update(int issue, IssueChange change) => Model.Given.IsEmpty ? null : Update(Issue(issue), change);

    private ErrorCommand.Update Update(IssueId issue, IssueChange change) =>
        new(new IssueUpdate { IssueId = issue, Change = change, ActorId = "someone", ActorKind = Access.ActorKind.User, Door = "api", At = time.GetUtcNow() });

    private IssueId Issue(int number) => Model.Given[number % Model.Given.Count];

    private GroupedEvent Shift(GroupedEvent appended)
    {
        var shift = time.GetUtcNow() - ErrorOperations.Reference;
        return appended with { Timestamp = appended.Timestamp + shift, ReceivedAt = appended.ReceivedAt + shift };
    }

    /// <summary>Events that happen and are received now, with ids that no other event of the run has.</summary>
    private ImmutableArray<GroupedEvent> Burst(ErrorOperation.Burst burst)
    {
        var first = 1_000 * ++_burst;
        return
        [
            .. Enumerable.Range(0, burst.Count).Select(i => burst.Event with
            {
                EventId = StoreGenerators.Id(first + i), Timestamp = time.GetUtcNow(), ReceivedAt = time.GetUtcNow(),
            }),
        ];
    }

    private IssueState Shift(IssueState state) => state.Conditions is not { Until: { } until } conditions ? state
        : state with { Conditions = conditions with { Until = until + (time.GetUtcNow() - ErrorOperations.Reference) } };

    /// <summary>Substatuses are asked for as of now.</summary>
    private IssueFilter Shift(IssueFilter filter) => filter switch
    {
        IssueFilter.HasSubstatus has => has with { At = time.GetUtcNow() },
        IssueFilter.Not not => not with { Filter = Shift(not.Filter) },
        IssueFilter.All all => all with { Filters = [.. all.Filters.Select(Shift)] },
        IssueFilter.Any any => any with { Filters = [.. any.Filters.Select(Shift)] },
        _ => filter,
    };

    /// <summary>Whether a store has no choice: after the window it may know an id still, or not.</summary>
    private bool IsCertain(GroupedEvent appended) =>
        !Model.Known.TryGetValue((appended.ProjectId, appended.EventId), out var known) || time.GetUtcNow() - known < ErrorStoreLimits.DuplicateWindow;

    private async ValueTask CompareAsync(CancellationToken cancellationToken)
    {
        await settle();
        await _states.CompareAsync(state => ErrorObservation.CompareAsync(store(), state, time.GetUtcNow(), cancellationToken));
    }
}

using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Settings;
using Monitoring.ErrorTracking.Scrubbing.Settings;
using Monitoring.ErrorTracking.SourceMaps.Symbolication;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>Explains and replays with the strategies that intake uses, on what the store has kept.</summary>
internal sealed class GroupingInspection(
    IErrorStore store, GroupingStrategies strategies, IGroupingSettings settings, ProjectScrubbing scrubbing, SymbolSource symbols, TimeProvider timeProvider)
    : IGroupingInspection
{
    private const int MaxSubjects = 2;

    private readonly StoredEventReader _reader = new(symbols);

    public async ValueTask<CommandResult<GroupingReport>> ExplainAsync(
        Actor actor, ProjectId project, ImmutableArray<GroupingSubject> subjects, GroupingTrial trial, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var present = await settings.GetAsync(actor, project, cancellationToken).ConfigureAwait(false);
        if (present.Value is null)
        {
            return present.Fail<GroupingSettings, GroupingReport>();
        }

        if (subjects.IsDefaultOrEmpty || subjects.Length > MaxSubjects)
        {
            return CommandResults.Invalid<GroupingReport>("Name one event, or two to compare.");
        }

        var tried = TrialSettings.Apply(trial, present.Value);
        if (TrialSettings.FindFault(tried, strategies) is { } fault)
        {
            return CommandResults.Invalid<GroupingReport>(fault);
        }

        var grouping = TrialSettings.Compile(tried, strategies);
        var explanations = ImmutableArray.CreateBuilder<GroupingExplanation>(subjects.Length);
        var records = ImmutableArray.CreateBuilder<GroupingRecord?>(subjects.Length);
        foreach (var subject in subjects)
        {
            var found = await FindAsync(project, subject, cancellationToken).ConfigureAwait(false);
            if (found.Value is not { } read)
            {
                return found.Fail<FoundEvent, GroupingReport>();
            }

            var explanation = grouping.Strategy.Explain(read.Event, grouping.Rules);
            explanations.Add(explanation);
            records.Add(read.Row is null ? null : GroupingRecords.Of(read.Row, grouping.Origin, explanation));
        }

        var events = explanations.DrainToImmutable();
        return CommandResults.Done(new GroupingReport
        {
            Events = events,
            Records = records.DrainToImmutable(),
            Difference = events.Length == MaxSubjects ? GroupingDifferences.Find(events[0], events[1]) : null,
        });
    }

    public async ValueTask<CommandResult<GroupingForecast>> ReplayAsync(
        Actor actor, ProjectId project, GroupingReplay replay, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(replay);
        var present = await settings.GetAsync(actor, project, cancellationToken).ConfigureAwait(false);
        if (present.Value is null)
        {
            return present.Fail<GroupingSettings, GroupingForecast>();
        }

        if (replay.EventsPerIssue is < 1 or > GroupingReplay.MaxEventsPerIssue)
        {
            return CommandResults.Invalid<GroupingForecast>($"eventsPerIssue: must be between 1 and {GroupingReplay.MaxEventsPerIssue}.");
        }

        var tried = TrialSettings.Apply(replay.Trial, present.Value);
        if (TrialSettings.FindFault(tried, strategies) is { } fault)
        {
            return CommandResults.Invalid<GroupingForecast>(fault);
        }

        var run = new ReplayRun(store, _reader, project, replay);
        return CommandResults.Done(await run.RunAsync(
            TrialSettings.Compile(present.Value, strategies), TrialSettings.Compile(tried, strategies), cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<CommandResult<FoundEvent>> FindAsync(ProjectId project, GroupingSubject subject, CancellationToken cancellationToken)
    {
        if (subject.StoredId is not { } id)
        {
            // As intake does it: what is grouped is what is left after scrubbing.
            var scrubber = await scrubbing.GetAsync(project, cancellationToken).ConfigureAwait(false);
            var read = _reader.Read(scrubber.Scrub(subject.Json)?.Json ?? subject.Json, timeProvider.GetUtcNow(), timeProvider);
            return read.Event is null ? CommandResults.Invalid<FoundEvent>(read.Message ?? "The event cannot be read.") : CommandResults.Done(new FoundEvent(read.Event, null));
        }

        var stored = await store.GetEventAsync(project, id, cancellationToken).ConfigureAwait(false);
        return stored is null ? CommandResults.NotFound<FoundEvent>($"There is no event {id}.")
            : await _reader.ReadAsync(stored.Event, cancellationToken).ConfigureAwait(false) is { } errorEvent ? CommandResults.Done(new FoundEvent(errorEvent, stored.Event))
            : CommandResults.NotFound<FoundEvent>($"The event {id} is counted, but its payload was not kept or has expired.");
    }

    /// <summary>An event to be explained, with its row when it is stored.</summary>
    private sealed record FoundEvent(ErrorEvent Event, GroupedEvent? Row);
}

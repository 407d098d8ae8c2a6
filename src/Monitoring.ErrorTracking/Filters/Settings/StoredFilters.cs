using System.Net;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Filters.Matching;
using Monitoring.ErrorTracking.Grouping.Inspection;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.ErrorTracking.Scrubbing.Settings;
using Monitoring.ErrorTracking.SourceMaps.Symbolication;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Filters.Settings;

/// <summary>Keeps the filters as a document of the project, and tries them on events.</summary>
internal sealed class StoredFilters(
    SettingsCommands commands, ProjectFilters filters, ProjectScrubbing scrubbing, IErrorStore store, SymbolSource symbols, TimeProvider timeProvider) : IInboundFilters
{
    private readonly StoredEventReader _reader = new(symbols);

    public ValueTask<CommandResult<FilterSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken) =>
        commands.GetAsync(FilterDocuments.Kind, actor, project, cancellationToken);

    public async ValueTask<CommandResult<FilterSettings>> ReplaceAsync(
        Actor actor, ProjectId project, FilterSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        var result = await commands.ReplaceAsync(FilterDocuments.Kind, actor, project, settings, expectedVersion, cancellationToken).ConfigureAwait(false);
        filters.Forget(project);
        return result;
    }

    public async ValueTask<CommandResult<FilterVerdict>> TryAsync(Actor actor, ProjectId project, FilterTrial trial, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var (compiled, refused) = await CompileAsync<FilterVerdict>(actor, project, trial.Settings, cancellationToken).ConfigureAwait(false);
        if (compiled is null)
        {
            return refused!;
        }

        if (trial.Address is not null && !IPAddress.TryParse(trial.Address, out _))
        {
            return CommandResults.Invalid<FilterVerdict>("address: must be an address such as 203.0.113.7.");
        }

        var scrubber = await scrubbing.GetAsync(project, cancellationToken).ConfigureAwait(false);
        return scrubber.Scrub(trial.Event) is { } scrubbed && _reader.Read(scrubbed.Json, timeProvider.GetUtcNow(), timeProvider).Event is { } errorEvent
            ? CommandResults.Done(new FilterVerdict { Matches = compiled.FindAll(errorEvent, trial.Address) })
            : CommandResults.Invalid<FilterVerdict>("event: is no event.");
    }

    public async ValueTask<CommandResult<FilterForecast>> ForecastAsync(
        Actor actor, ProjectId project, FilterSettings? settings, CancellationToken cancellationToken)
    {
        var (compiled, refused) = await CompileAsync<FilterForecast>(actor, project, settings, cancellationToken).ConfigureAwait(false);
        return compiled is null
            ? refused!
            : CommandResults.Done(await new ForecastRun(store, _reader, compiled).RunAsync(project, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<(CompiledFilters? Filters, CommandResult<T>? Refused)> CompileAsync<T>(
        Actor actor, ProjectId project, FilterSettings? settings, CancellationToken cancellationToken)
        where T : class
    {
        var present = await GetAsync(actor, project, cancellationToken).ConfigureAwait(false);
        if (present.Value is null)
        {
            return (null, present.Fail<FilterSettings, T>());
        }

        var tried = settings ?? present.Value;
        return FilterCheck.FindFault(tried) is { } fault ? (null, CommandResults.Invalid<T>(fault)) : (new CompiledFilters(tried), null);
    }
}

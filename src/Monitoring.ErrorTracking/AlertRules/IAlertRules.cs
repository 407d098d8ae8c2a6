using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>The alert rules of projects: made and changed by people, tried on stored history, with what they fired for.</summary>
/// <remarks>
/// Safe to call on many threads. Reading and trying need <see cref="Permission.ReadErrors"/>, changing <see cref="Permission.ChangeProjectSettings"/>; changes are
/// audited. Settings that are not as they must be are <see cref="CommandOutcome.Invalid"/>; the reason names the field. The only expected exception is
/// <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IAlertRules
{
    /// <summary>Lists the rules of a project in the order in which they were made.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<AlertRule>>> ListAsync(
        Actor actor, ProjectId project, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a rule.</summary>
    ValueTask<CommandResult<AlertRule>> GetAsync(Actor actor, ProjectId project, EntityId rule, CancellationToken cancellationToken = default);

    /// <summary>Makes a rule. It fires for what happens from now on, and for what its window holds already.</summary>
    ValueTask<CommandResult<AlertRule>> CreateAsync(Actor actor, ProjectId project, AlertRuleSettings settings, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes a rule. What it fired for ends when another trigger, other conditions or no looking after is wanted; the cooldown of what it fired for stays.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="settings">All its settings.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<AlertRule>> ReplaceAsync(
        Actor actor, ProjectId project, EntityId rule, AlertRuleSettings settings, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Lets a rule be silent until an instant, at most a year ahead, or speak again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="until">Until when, or <see langword="null"/> for no longer.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<AlertRule>> MuteAsync(
        Actor actor, ProjectId project, EntityId rule, DateTimeOffset? until, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a rule: what it fired for ends, and its history goes soon after.</summary>
    /// <returns>The rule as it was.</returns>
    ValueTask<CommandResult<AlertRule>> DeleteAsync(
        Actor actor, ProjectId project, EntityId rule, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Lists what a rule fired for, the last first.</summary>
    ValueTask<CommandResult<Page<AlertFiring>>> ListFiringsAsync(
        Actor actor, ProjectId project, EntityId rule, int limit = 50, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Says when a rule would have fired in stored history, without anything being told to anybody.</summary>
    ValueTask<CommandResult<AlertTestResult>> TestAsync(Actor actor, ProjectId project, AlertTest test, CancellationToken cancellationToken = default);
}

using System.Text.Json;
using Monitoring.Commands;
using Monitoring.ErrorTracking.AlertRules;

namespace Monitoring.AspNetCore.Api.AlertRules;

/// <summary>Changes alert rules.</summary>
internal static class AlertRuleChanging
{
    /// <summary>How often a change of some fields is tried when others change the same rule.</summary>
    private const int Attempts = 5;

    public static ValueTask<ApiAnswer> CreateAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!TryRead(call, out var settings, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IAlertRules>().CreateAsync(call.Actor, project, settings, call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.Created(
            AlertRuleDocument.Of(result.Value!), AlertRuleJson.Default.AlertRuleDocument, result.Value!.Id.ToString(), result.Version);
    });

    public static ValueTask<ApiAnswer> ReplaceAsync(ApiCall call) => call.WithRuleAsync(async (project, rule) =>
    {
        if (!TryRead(call, out var settings, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IAlertRules>().ReplaceAsync(call.Actor, project, rule, settings, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, AlertRuleDocument.Of, AlertRuleJson.Default.AlertRuleDocument);
    });

    public static ValueTask<ApiAnswer> ChangeAsync(ApiCall call) => call.WithRuleAsync(async (project, rule) =>
    {
        if (!call.TryRead(AlertRuleJson.Default.AlertRuleChanges, out var changes, out var problem))
        {
            return problem!;
        }

        if (changes.MutedUntil.ValueKind == JsonValueKind.Undefined)
        {
            return await ChangeAsync(call, project, rule, changes);
        }

        DateTimeOffset until = default;
        if (changes is not { Name: null, Enabled: null, Severity: null, Cooldown: null }
            || (changes.MutedUntil.ValueKind != JsonValueKind.Null
                && (changes.MutedUntil.ValueKind != JsonValueKind.String || !InstantConverter.TryParse(changes.MutedUntil.GetString(), out until))))
        {
            return Problem.BadRequest("mutedUntil: must be an instant such as 2026-11-22T20:00:00Z or null, and is changed alone.");
        }

        DateTimeOffset? wanted = changes.MutedUntil.ValueKind == JsonValueKind.Null ? null : until;
        var result = await call.Service<IAlertRules>().MuteAsync(call.Actor, project, rule, wanted, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, AlertRuleDocument.Of, AlertRuleJson.Default.AlertRuleDocument);
    });

    public static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => call.WithRuleAsync(async (project, rule) =>
    {
        var result = await call.Service<IAlertRules>().DeleteAsync(call.Actor, project, rule, call.ExpectedVersion, call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    });

    private static async ValueTask<ApiAnswer> ChangeAsync(ApiCall call, ProjectId project, EntityId rule, AlertRuleChanges changes)
    {
        Severity severity = default;
        if (changes.Severity is not null && !Words.TryParse(changes.Severity, out severity))
        {
            return Problem.BadRequest("severity: must be critical, high, medium, low, info or unknown.");
        }

        var rules = call.Service<IAlertRules>();
        for (var attempt = 1; ; attempt++)
        {
            var found = await rules.GetAsync(call.Actor, project, rule, call.Cancellation);
            if (found.Refusal(call) is { } refusal)
            {
                return refusal;
            }

            var before = found.Value!.Settings;
            var after = before with
            {
                Name = changes.Name ?? before.Name,
                IsEnabled = changes.Enabled ?? before.IsEnabled,
                Severity = changes.Severity is null ? before.Severity : severity,
                Cooldown = changes.Cooldown ?? before.Cooldown,
            };
            var result = await rules.ReplaceAsync(call.Actor, project, rule, after, call.ExpectedVersion ?? found.Version, call.Cancellation);
            if (result.Outcome != CommandOutcome.Conflict || call.ExpectedVersion is not null || attempt == Attempts)
            {
                return result.ToAnswer(call, AlertRuleDocument.Of, AlertRuleJson.Default.AlertRuleDocument);
            }
        }
    }

    private static bool TryRead(ApiCall call, out AlertRuleSettings settings, out ApiAnswer? problem)
    {
        settings = null!;
        if (!call.TryRead(AlertRuleJson.Default.AlertRuleInput, out var input, out problem))
        {
            return false;
        }

        if (input.Read(out var fault) is { } read)
        {
            settings = read;
            return true;
        }

        problem = Problem.BadRequest(fault);
        return false;
    }
}

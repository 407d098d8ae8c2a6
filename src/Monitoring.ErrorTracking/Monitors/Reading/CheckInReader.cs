using System.Text.Json;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Monitors.Schedules;
using Monitoring.ErrorTracking.Scrubbing.Passes;

namespace Monitoring.ErrorTracking.Monitors.Reading;

/// <summary>Reads the payload of a check-in. Nothing that is wrong is guessed at: the answer names the field.</summary>
internal static class CheckInReader
{
    /// <summary>The longest environment, in characters.</summary>
    public const int MaxEnvironmentLength = 64;

    /// <summary>The environment of check-ins that name none.</summary>
    public const string DefaultEnvironment = "production";

    private const int MaxBytes = 100 * 1024;
    private const int MaxReleaseLength = 200;

    /// <summary>The longest run that can be told.</summary>
    private static readonly TimeSpan LongestDuration = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>Reads a payload.</summary>
    /// <param name="payload">JSON.</param>
    /// <param name="now">The schedule must have a slot after this.</param>
    /// <param name="scrubber">What its texts go through.</param>
    public static CheckInReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset now, Scrubber? scrubber = null)
    {
        if (payload.Length > MaxBytes)
        {
            return new(null, $"A check-in has at most {MaxBytes} bytes.");
        }

        if (!RawJson.TryParse(payload, out var json) || json.Kind != JsonValueKind.Object)
        {
            return new(null, "A check-in must be a JSON object.");
        }

        var fields = new FieldReader(json, scrubber is null ? null : scrubber.Text);
        var report = Read(fields, now);
        return fields.Fault is { } fault ? new(null, fault) : new(report, null);
    }

    private static CheckInReport Read(FieldReader fields, DateTimeOffset now)
    {
        var name = fields.Text("monitor_slug", "monitorSlug");
        var slug = name is null ? "" : Slugs.Of(name);
        if (slug.Length == 0)
        {
            fields.Fail("monitor_slug", "must be a text with a letter from a to z or a digit.");
        }

        return new CheckInReport
        {
            Id = fields.Id("check_in_id", "checkInId"),
            Slug = slug,
            Name = name ?? "",
            Status = Status(fields),
            Environment = Environment(fields),
            Duration = fields.Seconds("duration", LongestDuration),
            Release = fields.Text("release") is { Length: > 0 } release ? Texts.Cut(release, MaxReleaseLength) : null,
            TraceId = TraceId(fields),
            Settings = fields.Object("monitor_config", "monitorConfig") is { } config ? MonitorConfigReader.Read(config, name ?? "", now) : null,
        };
    }

    private static CheckInStatus Status(FieldReader fields)
    {
        var name = fields.Text("status")?.ToLowerInvariant().Replace('-', '_');
        if (CheckInStatuses.TryParse(name, out var status) && status is CheckInStatus.Ok or CheckInStatus.Error or CheckInStatus.InProgress)
        {
            return status;
        }

        fields.Fail("status", "must be ok, error or in_progress.");
        return default;
    }

    private static string Environment(FieldReader fields)
    {
        var environment = fields.Text("environment")?.Trim();
        if (string.IsNullOrEmpty(environment))
        {
            return DefaultEnvironment;
        }

        if (environment.Length > MaxEnvironmentLength || environment.Any(character => character == '/' || char.IsControl(character)))
        {
            fields.Fail("environment", $"must be a text of at most {MaxEnvironmentLength} characters without slashes and control characters.");
        }

        return environment;
    }

    private static string? TraceId(FieldReader fields)
    {
        var id = fields.Object("contexts")?.Object("trace")?.Id("trace_id");
        return id?.ToString("N");
    }
}

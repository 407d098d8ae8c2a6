using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Sessions.Reading;

/// <summary>What sessions have in common: which release ran where.</summary>
internal sealed record SessionAttributes
{
    /// <summary>The environment of sessions that name none, or one that is no environment.</summary>
    public const string DefaultEnvironment = "production";

    private const int MaxEnvironmentLength = 64;

    public required string Release { get; init; }

    public required string Environment { get; init; }

    /// <summary>Reads the field <c>attrs</c>. A release must be there; that it is a good name is not looked at.</summary>
    public static SessionAttributes Read(FieldReader fields)
    {
        var attributes = fields.Object("attrs");
        var release = attributes?.Text("release")?.Trim();
        if (string.IsNullOrEmpty(release))
        {
            fields.Fail("attrs.release", "must be the name of a release.");
        }

        var environment = attributes?.Text("environment")?.Trim();
        return new SessionAttributes { Release = release ?? "", Environment = IsEnvironment(environment) ? environment! : DefaultEnvironment };
    }

    public static bool IsEnvironment(string? environment) =>
        environment is { Length: > 0 and <= MaxEnvironmentLength } && !environment.Any(character => character is '/' or '\\' || char.IsControl(character));
}

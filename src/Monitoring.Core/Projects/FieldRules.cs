using System.Buffers;
using System.Text;
using Monitoring.Access;
using Monitoring.Projects;

namespace Monitoring.Core.Projects;

/// <summary>What the fields of projects, keys and members must look like. Each rule answers a sentence that names the field, or nothing.</summary>
internal static class FieldRules
{
    public const int MaxText = 255;
    public const int MaxService = 200;

    private static readonly SearchValues<char> SegmentCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_.-");

    public static string? Path(string path)
    {
        if (path.Length is 0 or > MaxText)
        {
            return $"path: must have 1 to {MaxText} characters, but has {path.Length}.";
        }

        foreach (var range in path.AsSpan().Split('/'))
        {
            var segment = path.AsSpan(range);
            if (segment.IsEmpty || segment.ContainsAnyExcept(SegmentCharacters) || segment[0] is '.' or '-' || segment[^1] is '.')
            {
                return $"path: the segment '{segment}' must consist of a-z, 0-9, '_', '.' and '-', begin with none of '.' and '-' and not end with '.'.";
            }
        }

        return null;
    }

    /// <summary>
    /// What the path of a new project must look like. Its last segment names it where its number may stand too, as in <c>/api/{project}/</c>,
    /// so it must not be a number itself.
    /// </summary>
    public static string? NewPath(string path)
    {
        var slug = path[(path.LastIndexOf('/') + 1)..];
        return Path(path) ?? (slug.AsSpan().ContainsAnyExceptInRange('0', '9') ? null
            : $"path: the last segment '{slug}' must not consist of digits alone; it could be taken for the number of a project.");
    }

    public static string? Name(string name) => Text("name", name, MaxText);

    public static string? ActorId(string actorId) => Text("actorId", actorId, MaxText);

    public static string? Role(Role role) => Enum.IsDefined(role) ? null : $"role: {(int)role} is no role.";

    public static string? Features(IEnumerable<Feature> features)
    {
        var unknown = features.Where(feature => !Enum.IsDefined(feature)).ToArray();
        return unknown.Length == 0 ? null : $"features: {(int)unknown[0]} is no feature.";
    }

    public static string? Key(ClientKeySettings settings) =>
        Text("label", settings.Label, MaxText)
        ?? (settings.Service is null ? null : Text("service", settings.Service, MaxService))
        ?? (settings.RateLimit is null ? null : Limit(settings.RateLimit));

    private static string? Limit(KeyRateLimit limit) =>
        limit.Count < 1 ? $"rateLimit.count: must be at least 1, but is {limit.Count}."
        : limit.Window < TimeSpan.FromSeconds(1) || limit.Window > TimeSpan.FromDays(1) ? $"rateLimit.window: must be from 1 second to 1 day, but is {limit.Window}."
        : null;

    private static string? Text(string field, string text, int maxLength) =>
        string.IsNullOrWhiteSpace(text) ? $"{field}: must not be empty."
        : text.Length > maxLength ? $"{field}: must have at most {maxLength} characters, but has {text.Length}."
        : text.Any(char.IsControl) ? $"{field}: must not hold control characters."
        : text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar) ? $"{field}: must be well-formed Unicode text."
        : null;
}

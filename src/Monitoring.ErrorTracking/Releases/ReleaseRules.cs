using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Releases;

/// <summary>What a release, its deploys and commits may be. Each check answers <see langword="null"/> or what is wrong.</summary>
internal static class ReleaseRules
{
    public const int MaxVersion = 200;
    public const int MaxCommits = 1000;
    public const int MaxCommitsBytes = 4 * 1024 * 1024;
    private const int MaxFiles = 1000;
    private const int MaxUrl = 2000;

    /// <summary>The same rule as for the release of an event.</summary>
    public static string? Version(string version) =>
        version.Length is 0 or > MaxVersion ? $"version: 1 to {MaxVersion} characters are expected."
        : version is "." or ".." || version.Equals("latest", StringComparison.OrdinalIgnoreCase) ? $"version: '{version}' is no name of a release."
        : version != version.Trim() ? "version: must not begin or end with a blank."
        : version.Any(character => character is '/' or '\\' || char.IsControl(character)) ? "version: must not have slashes or control characters."
        : null;

    public static string? Change(ReleaseChange change) => TooLong("ref", change.Ref, 250) ?? Url(change.Url);

    public static string? Deploy(Deploy deploy) =>
        deploy.Environment.Length is 0 or > 64 || deploy.Environment.Any(character => character is '/' || char.IsControl(character))
            ? "environment: 1 to 64 characters without slashes are expected."
            : deploy.FinishedAt < deploy.StartedAt ? "dateFinished: is before dateStarted."
            : TooLong("name", deploy.Name, 64) ?? Url(deploy.Url);

    public static string? Commits(ImmutableArray<ReleaseCommit> commits)
    {
        for (var i = 0; i < commits.Length; i++)
        {
            var commit = commits[i];
            if (commit.Id.Length is 0 or > 64 || commit.Id.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.')))
            {
                return $"commits[{i}].id: 1 to 64 letters and digits are expected.";
            }
        }

        return null;
    }

    /// <summary>Cuts what is only shown, and leaves out files beyond the limit.</summary>
    public static ReleaseCommit Trim(ReleaseCommit commit) => commit with
    {
        Repository = Cut(commit.Repository, 200),
        AuthorName = Cut(commit.AuthorName, 128),
        AuthorEmail = Cut(commit.AuthorEmail, 128),
        Message = Cut(commit.Message, 4096),
        Timestamp = commit.Timestamp?.ToUniversalTime(),
        Files = commit.Files.IsDefault ? [] : [.. commit.Files.Where(file => file.Length is > 0 and <= 500).Take(MaxFiles)],
    };

    private static string? Url(string? url) =>
        url is null || (url.Length <= MaxUrl && Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https")
            ? null
            : $"url: an address with http or https of at most {MaxUrl} characters is expected.";

    private static string? TooLong(string name, string? text, int limit) => text?.Length > limit ? $"{name}: at most {limit} characters are taken." : null;

    private static string? Cut(string? text, int limit) => text is null || text.Length <= limit ? text : text[..(char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];
}

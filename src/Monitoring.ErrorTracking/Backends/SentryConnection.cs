namespace Monitoring.ErrorTracking.Backends;

/// <summary>Where the errors of a project are at a Sentry server. The token is no part of it: nobody reads it again.</summary>
public sealed record SentryConnection
{
    /// <summary>The longest <see cref="Address"/>, in characters.</summary>
    public const int MaxAddressLength = 255;

    /// <summary>The longest <see cref="Organization"/> and <see cref="Project"/>, in characters.</summary>
    public const int MaxSlugLength = 200;

    /// <summary>The longest token, in characters.</summary>
    public const int MaxTokenLength = 2000;

    /// <summary>
    /// The server, such as <c>https://sentry.example.com/</c>: http or https, without user, query and fragment. An address that ends in
    /// <c>/api/0/projects/{organization}/{project}/</c>, as GitLab keeps it, is taken, too.
    /// </summary>
    public required Uri Address { get; init; }

    /// <summary>The organisation's slug.</summary>
    public required string Organization { get; init; }

    /// <summary>The project's slug.</summary>
    public required string Project { get; init; }

    /// <summary>The project's number there, against which issues are checked beside the slug; <see langword="null"/> when only the slug counts.</summary>
    public string? ProjectId { get; init; }

    /// <summary>What people call the project there, at most 255 characters, or <see langword="null"/>.</summary>
    public string? ProjectName { get; init; }
}

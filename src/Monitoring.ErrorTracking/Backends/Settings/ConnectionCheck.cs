using System.Globalization;

namespace Monitoring.ErrorTracking.Backends.Settings;

/// <summary>Checks what people say of a Sentry server, and brings it into one form.</summary>
internal static class ConnectionCheck
{
    private const string Api = "/api/0/projects/";

    /// <summary>The connection in one form; null, and what is wrong where, when it cannot be.</summary>
    public static SentryConnection? Normalize(SentryConnection given, out string? fault)
    {
        fault = FindFault(given.Address);
        if (fault is not null)
        {
            return null;
        }

        var connection = given with { Address = Root(given.Address, out var organization, out var project) };
        connection = connection with
        {
            Organization = string.IsNullOrEmpty(given.Organization) ? organization : given.Organization,
            Project = string.IsNullOrEmpty(given.Project) ? project : given.Project,
        };
        fault = organization.Length > 0 && (connection.Organization != organization || connection.Project != project)
            ? "sentry.address: names another organization or project than the fields do."
            : FindFault(connection);
        return fault is null ? connection : null;
    }

    /// <summary>What is wrong with a token; null when nothing is. Its characters are those that a header takes.</summary>
    public static string? FindFault(string token) =>
        token.Length is 0 or > SentryConnection.MaxTokenLength || token.Any(letter => letter is <= ' ' or > '~')
            ? $"token: 1 to {SentryConnection.MaxTokenLength} visible ASCII characters are expected."
            : null;

    private static string? FindFault(Uri address) => address switch
    {
        { IsAbsoluteUri: false } or { Scheme: not ("https" or "http") } or { Host: "" } => "sentry.address: an http or https address is expected.",
        { UserInfo.Length: > 0 } or { Query.Length: > 0 } or { Fragment.Length: > 0 } => "sentry.address: has a user, a query or a fragment; only server and path are expected.",
        { AbsoluteUri.Length: > SentryConnection.MaxAddressLength } => $"sentry.address: has more than {SentryConnection.MaxAddressLength} characters.",
        _ => null,
    };

    private static string? FindFault(SentryConnection connection) =>
        !IsSlug(connection.Organization) ? $"sentry.organization: 1 to {SentryConnection.MaxSlugLength} characters are expected, and it must not be '.' or '..'."
        : !IsSlug(connection.Project) || connection.Project.Contains('/', StringComparison.Ordinal)
            ? $"sentry.project: 1 to {SentryConnection.MaxSlugLength} characters without a slash are expected, and it must not be '.' or '..'."
        : connection.ProjectId is { } id && !(long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0) ? "sentry.projectId: a positive number is expected."
        : connection.ProjectName is { Length: > 255 } ? "sentry.projectName: has more than 255 characters."
        : null;

    private static bool IsSlug(string? text) =>
        text is { Length: > 0 and <= SentryConnection.MaxSlugLength } && text.Split('/').All(part => part is not ("" or "." or "..")) && !text.Any(char.IsControl) && text.All(letter => !char.IsSurrogate(letter));

    /// <summary>The server with the path before the API, doubled slashes folded; and what an address of GitLab's form names.</summary>
    private static Uri Root(Uri address, out string organization, out string project)
    {
        var path = string.Concat(address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(segment => "/" + segment)) + "/";
        (organization, project) = ("", "");
        var api = path.IndexOf(Api, StringComparison.Ordinal);
        if (api >= 0 && path[(api + Api.Length)..].Split('/', StringSplitOptions.RemoveEmptyEntries) is [var first, var second])
        {
            (organization, project) = (Uri.UnescapeDataString(first), Uri.UnescapeDataString(second));
            path = path[..(api + 1)];
        }

        return new UriBuilder(address) { Path = path }.Uri;
    }
}

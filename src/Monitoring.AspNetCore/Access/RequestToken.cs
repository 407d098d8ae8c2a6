using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.Access;

/// <summary>
/// Finds the token that a program sent, wherever clients of this product, of Sentry and of GitLab put it: for the host's own authentication, which decides whether it is right
/// and who stands behind it.
/// </summary>
public static class RequestToken
{
    private const string Bearer = "Bearer ";

    private static readonly string[] Headers = ["PRIVATE-TOKEN", "JOB-TOKEN"];

    /// <summary>
    /// The token in <c>Authorization: Bearer</c>, or else in <c>PRIVATE-TOKEN</c> or <c>JOB-TOKEN</c>; <see langword="null"/> when there is none. Tokens in the query are not taken:
    /// they end in logs.
    /// </summary>
    /// <param name="request">The request.</param>
    public static string? Find(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length > 0)
        {
            return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && authorization[Bearer.Length..].Trim() is { Length: > 0 } token ? token : null;
        }

        foreach (var name in Headers)
        {
            if (request.Headers[name].ToString().Trim() is { Length: > 0 } token)
            {
                return token;
            }
        }

        return null;
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>Reads the parameters that many calls of the web API have.</summary>
internal static class SentryQuery
{
    public const int MaxLimit = 100;

    /// <summary>How many items a page has: <c>limit</c> or <c>per_page</c>, 1 to 100.</summary>
    public static bool TryLimit(ApiCall call, out int limit, out ApiAnswer? problem)
    {
        problem = null;
        limit = MaxLimit;
        var name = call.Query.Text("limit") is null ? "per_page" : "limit";
        if (call.Query.Text(name) is not { } text)
        {
            return true;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit)
        {
            return true;
        }

        problem = SentryAnswer.Error(StatusCodes.Status400BadRequest, $"{name}: '{Problem.Short(text)}' is not a number from 1 to {MaxLimit}.");
        return false;
    }

    /// <summary>A search that asks for all of several ones. What has alternatives stands in parentheses, as the words of the next one would bind tighter to the last of them.</summary>
    public static string All(params ReadOnlySpan<string?> parts)
    {
        var all = new List<string>();
        foreach (var part in parts)
        {
            if (!string.IsNullOrWhiteSpace(part))
            {
                all.Add(part);
            }
        }

        return all.Count == 1 ? all[0] : string.Join(' ', all.Select(part => part.Contains("OR", StringComparison.Ordinal) ? $"({part})" : part));
    }

    /// <summary>A value as it stands in a query.</summary>
    public static string Quoted(string value) => value.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.')
        ? value
        : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}

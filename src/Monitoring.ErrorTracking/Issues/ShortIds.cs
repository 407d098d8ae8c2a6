using System.Globalization;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>The ids of issues that people say to each other: the project's slug in capitals and the issue's number.</summary>
internal static class ShortIds
{
    public static string Format(Project project, IssueRow issue) =>
        string.Create(CultureInfo.InvariantCulture, $"{project.Slug.ToUpperInvariant()}-{issue.Number}");

    /// <summary>Splits a short id at its last dash; letters may be in any case.</summary>
    public static bool TryParse(string text, out string slug, out long number)
    {
        var dash = text.LastIndexOf('-');
        number = 0;
        slug = dash > 0 ? text[..dash] : "";
        return dash > 0 && long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
    }

    public static bool Fits(Project project, string slug) => project.Slug.Equals(slug, StringComparison.OrdinalIgnoreCase);
}

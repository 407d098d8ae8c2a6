using System.Text.RegularExpressions;

namespace Monitoring.AspNetCore.Tests.Hosting;

internal static partial class Instants
{
    /// <summary>An instant of RFC 3339 in UTC.</summary>
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$")]
    public static partial Regex Pattern();
}

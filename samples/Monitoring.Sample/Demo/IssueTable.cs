using System.Text.Json.Nodes;

namespace Monitoring.Sample.Demo;

/// <summary>Prints issues as a table.</summary>
internal static class IssueTable
{
    private const int TitleWidth = 64;

    public static void Print(IEnumerable<JsonNode> issues)
    {
        Console.WriteLine($"   {"issue",-9} {"events",6} {"users",6}  {"status",-22} title");
        foreach (var issue in issues)
        {
            var status = $"{issue["status"]}{(issue["substatus"] is { } substatus ? $" ({substatus})" : "")}";
            var title = (string)issue["title"]!;
            Console.WriteLine(
                $"   {issue["shortId"],-9} {issue["count"],6} {issue["userCount"],6}  {status,-22} {(title.Length > TitleWidth ? title[..TitleWidth] : title)}");
        }
    }
}

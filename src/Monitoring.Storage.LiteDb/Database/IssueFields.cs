namespace Monitoring.Storage.LiteDb.Database;

/// <summary>The indexed fields of an issue, each a key of bytes that begins with the project.</summary>
internal static class IssueFields
{
    public const string Number = "n";
    public const string LastSeen = "l";
    public const string FirstSeen = "f";
    public const string Events = "c";
    public const string Users = "u";
}

namespace Monitoring.Storage.LiteDb.Database;

internal static class TimerFields
{
    /// <summary>The kind's mark, when it is due, and the timer's place among those due at once.</summary>
    public const string Due = "d";
}

namespace Monitoring.Storage.PostgreSql;

/// <summary>A transaction found something else than it counted on and is to be run again; callers never see it.</summary>
internal sealed class LostRaceException(string message) : Exception(message);

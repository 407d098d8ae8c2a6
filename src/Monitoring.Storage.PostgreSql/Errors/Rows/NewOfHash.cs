namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>What an event brought that was not known of its hash.</summary>
[Flags]
internal enum NewOfHash
{
    Nothing = 0,

    /// <summary>A user.</summary>
    User = 1,

    /// <summary>An environment, a service or a release.</summary>
    Place = 2,
}

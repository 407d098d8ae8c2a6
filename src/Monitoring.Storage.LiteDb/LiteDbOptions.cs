using System.ComponentModel.DataAnnotations;

namespace Monitoring.Storage.LiteDb;

/// <summary>Settings of the embedded storage provider.</summary>
public sealed class LiteDbOptions
{
    /// <summary>The directory of the store; it is created when it is not there, and one process may have it open at a time.</summary>
    /// <value>The default is <c>monitoring-data</c> in the working directory.</value>
    [Required(AllowEmptyStrings = false)]
    public string Directory { get; set; } = "monitoring-data";

    /// <summary>
    /// After how many bytes of new events, uncompressed, these are packed into a segment in the background. Larger
    /// segments compress better; a store that was killed reads this much again when it opens.
    /// </summary>
    /// <value>64 KiB to 1 GiB. The default is 32 MiB.</value>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int PackAfterBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>After how long new events are packed when there are too few to fill a segment.</summary>
    /// <value>One second to one day. The default is five minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PackAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many bytes of issues and their counters are kept in memory, by estimate.</summary>
    /// <value>1 MiB to 64 GiB. The default is 64 MiB.</value>
    [Range(1024L * 1024, 64L * 1024 * 1024 * 1024)]
    public long CacheBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// How many bytes the indexes of issues that are searched may take in memory, by estimate: some 2 KiB an issue. An issue list of a project that has no room is
    /// read along the order of the database, which takes long for what is rare.
    /// </summary>
    /// <value>1 MiB to 64 GiB. The default is 256 MiB.</value>
    [Range(1024L * 1024, 64L * 1024 * 1024 * 1024)]
    public long SearchBytes { get; set; } = 256 * 1024 * 1024;
}

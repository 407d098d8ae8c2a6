namespace Monitoring.TestData.Disks;

/// <summary>What is asked of a simulated disk.</summary>
internal enum DiskOperation
{
    /// <summary>Looking for names, moving and removing files.</summary>
    Name,

    Read,

    /// <summary>Writing over what is there, and cutting off.</summary>
    Write,

    /// <summary>Making a file or writing beyond its end.</summary>
    Grow,

    Flush,
}

using System.Diagnostics;
using Xunit;

namespace Monitoring.TestData;

/// <summary>A file system in memory with little room, which needs the right to mount; a test is skipped where there is none.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <param name="path">Where to mount it; made when it is not there.</param>
    /// <param name="size">Such as <c>1m</c>.</param>
    public static SmallDisk Mount(string path, string size)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsLinux() || !Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", path))
        {
            Requires.Absent("a tmpfs cannot be mounted", "run the tests on Linux as root, or with the capability SYS_ADMIN");
        }

        return new SmallDisk(path);
    }

    /// <summary>Mounts it anew with other options, such as <c>ro</c> or <c>size=8m</c>.</summary>
    public void Remount(string options) => Assert.True(Run("mount", "-o", $"remount,{options}", Path));

    /// <summary>Fills it to the last byte.</summary>
    /// <returns>The file to delete for having room again.</returns>
    public string Fill()
    {
        var path = System.IO.Path.Combine(Path, "ballast");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var length = 64 * 1024; length > 0; length /= 2)
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[length]);
                }
            }
            catch (IOException)
            {
                // A shorter piece may fit.
            }
        }

        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Run("umount", "-l", Path);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}

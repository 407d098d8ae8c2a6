using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Tests.Crashes;

/// <summary>The real file system, with a point at which the process is killed.</summary>
internal sealed class KillingFiles(IStoreFiles files, KillPoint? point) : IStoreFiles
{
    private int _left = point?.Number ?? 0;

    public IDisposable Lock() => files.Lock();

    public IStoreFile Create(string path)
    {
        var file = new KillingFile(this, path, files.Create(path));
        Meet("create", path);
        return file;
    }

    public IStoreFile OpenRead(string path) => new KillingFile(this, path, files.OpenRead(path));

    public IStoreFile? TryOpenRead(string path) => files.TryOpenRead(path) is { } file ? new KillingFile(this, path, file) : null;

    public IStoreFile OpenWrite(string path) => new KillingFile(this, path, files.OpenWrite(path));

    public IReadOnlyList<string> List(string directory) => files.List(directory);

    public IReadOnlyList<string> ListDirectories(string directory) => files.ListDirectories(directory);

    public bool Exists(string path) => files.Exists(path);

    public long Length(string path) => files.Length(path);

    public void CreateDirectory(string path) => files.CreateDirectory(path);

    public void Move(string from, string to)
    {
        files.Move(from, to);
        Meet("move", from);
    }

    public void Delete(string path)
    {
        files.Delete(path);
        Meet("delete", path);
    }

    public void DeleteDirectoryIfEmpty(string path) => files.DeleteDirectoryIfEmpty(path);

    public void FlushDirectory(string path)
    {
        Meet("names", path);
        files.FlushDirectory(path);
    }

    private void Meet(string operation, string path)
    {
        if (IsMet(operation, path))
        {
            KillPoint.Kill();
        }
    }

    private bool IsMet(string operation, string path) =>
        point is not null && (point.Operation == operation || point.Operation == "any") && path.StartsWith(point.Path, StringComparison.Ordinal) && Interlocked.Decrement(ref _left) == 0;

    private sealed class KillingFile(KillingFiles files, string path, IStoreFile file) : IStoreFile
    {
        public long Length => file.Length;

        public int Read(long offset, Span<byte> buffer) => file.Read(offset, buffer);

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            if (files.IsMet("write", path))
            {
                file.Write(offset, bytes[..(bytes.Length / 2)]);
                KillPoint.Kill();
            }

            file.Write(offset, bytes);
        }

        public void Truncate(long length)
        {
            file.Truncate(length);
            files.Meet("truncate", path);
        }

        public void Flush()
        {
            files.Meet("flush", path);
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}

using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Tests;

/// <summary>A file system that does what another one does, for a test that changes something of it.</summary>
internal abstract class ForwardingFiles(IStoreFiles files) : IStoreFiles
{
    public IDisposable Lock() => files.Lock();

    public virtual IStoreFile Create(string path) => new ForwardingFile(this, path, files.Create(path));

    public IStoreFile OpenRead(string path) => new ForwardingFile(this, path, files.OpenRead(path));

    public IStoreFile? TryOpenRead(string path) => files.TryOpenRead(path) is { } file ? new ForwardingFile(this, path, file) : null;

    public IStoreFile OpenWrite(string path) => new ForwardingFile(this, path, files.OpenWrite(path));

    public IReadOnlyList<string> List(string directory) => files.List(directory);

    public IReadOnlyList<string> ListDirectories(string directory) => files.ListDirectories(directory);

    public bool Exists(string path) => files.Exists(path);

    public long Length(string path) => files.Length(path);

    public void CreateDirectory(string path) => files.CreateDirectory(path);

    public virtual void Move(string from, string to) => files.Move(from, to);

    public virtual void Delete(string path) => files.Delete(path);

    public void DeleteDirectoryIfEmpty(string path) => files.DeleteDirectoryIfEmpty(path);

    public virtual void FlushDirectory(string path) => files.FlushDirectory(path);

    /// <summary>Called before bytes are written to a file.</summary>
    protected virtual void BeforeWrite(string path)
    {
    }

    protected virtual void Write(string path, IStoreFile file, long offset, ReadOnlySpan<byte> bytes)
    {
        BeforeWrite(path);
        file.Write(offset, bytes);
    }

    protected virtual void Truncate(string path, IStoreFile file, long length) => file.Truncate(length);

    protected virtual void Flush(string path, IStoreFile file) => file.Flush();

    private sealed class ForwardingFile(ForwardingFiles files, string path, IStoreFile file) : IStoreFile
    {
        public long Length => file.Length;

        public int Read(long offset, Span<byte> buffer) => file.Read(offset, buffer);

        public void Write(long offset, ReadOnlySpan<byte> bytes) => files.Write(path, file, offset, bytes);

        public void Truncate(long length) => files.Truncate(path, file, length);

        public void Flush() => files.Flush(path, file);

        public void Dispose() => file.Dispose();
    }
}

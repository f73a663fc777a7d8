using System.Buffers.Binary;
using System.IO.Compression;

namespace Theory.Simulation.Data;

/// <summary>
/// A gzip file, decompressed, that ends with an error where the file was cut: the platform's decompressor ends a cut file silently,
/// so the length in the file's last four bytes is compared with what came out.
/// </summary>
internal sealed class Gunzip : Stream
{
    private readonly GZipStream body;
    private readonly uint promised;
    private uint delivered;

    /// <summary>Decompresses a file from its beginning.</summary>
    internal Gunzip(FileStream file)
    {
        Span<byte> length = stackalloc byte[4];
        file.Position = Math.Max(0, file.Length - 4);
        file.ReadAtLeast(length, 4, throwOnEndOfStream: false);
        promised = BinaryPrimitives.ReadUInt32LittleEndian(length);
        file.Position = 0;
        body = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The stream is damaged, or ends before its promised length.</exception>
    public override int Read(Span<byte> buffer)
    {
        var got = body.Read(buffer);
        delivered += (uint)got;
        return got > 0 || buffer.IsEmpty || delivered == promised
            ? got
            : throw new InvalidDataException("The gzip stream ends before the length it promises.");
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        body.Dispose();
        base.Dispose(disposing);
    }
}

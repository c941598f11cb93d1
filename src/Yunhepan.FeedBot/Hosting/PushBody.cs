using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>
/// The body of a push in a buffer of the shared pool. A stranger's large bodies would otherwise stay in memory long after they were
/// refused.
/// </summary>
internal sealed class PushBody : IDisposable
{
    private const int FirstBuffer = 16 * 1024;

    // What was announced is not believed: only bytes that arrived take memory.
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _length;

    public ReadOnlyMemory<byte> Content => _buffer.AsMemory(0, _length);

    /// <returns>Null if the body is larger than <paramref name="most"/>.</returns>
    /// <exception cref="BadHttpRequestException">The body did not arrive in time (408).</exception>
    public static async Task<PushBody?> ReadAsync(HttpRequest request, int most, TimeSpan patience, CancellationToken cancellationToken)
    {
        // All other accepted bodies are small, but a feed from a hub is as large as one from its source.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
        using var slow = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        slow.CancelAfter(patience);
        PushBody body = new();
        var isWhole = false;
        try
        {
            return (isWhole = await body.FillAsync(request.Body, most, slow.Token)) ? body : null;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The body did not arrive in time.", StatusCodes.Status408RequestTimeout, e);
        }
        finally
        {
            if (!isWhole)
                body.Dispose();
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _length) = ([], 0);
    }

    private async Task<bool> FillAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        while (await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken) is var read and > 0)
        {
            _length += read;
            if (_length > most)
                return false;
            if (_length == _buffer.Length)
                Grow();
        }

        return true;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}

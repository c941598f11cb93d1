using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Reads a form in a request.</summary>
internal static class RequestForm
{
    /// <summary>The longest boundary that the framework accepts.</summary>
    private const int LongestBoundary = 128;

    private const int MostInMemory = 1 << 20;

    /// <exception cref="InvalidDataException">The form is malformed or exceeds its limits.</exception>
    /// <exception cref="BadHttpRequestException">The form or a part of it has an unsupported encoding.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request, FormOptions bounds, CancellationToken cancellationToken)
    {
        // The framework would read an unknown encoding as UTF-8: what arrives would not be what was written.
        if (!IsKnown(request.GetTypedHeaders().ContentType?.Charset))
            throw Unsupported(null);
        await CheckPartsAsync(request, bounds, cancellationToken);
        try
        {
            return await request.ReadFormAsync(bounds, cancellationToken);
        }
        catch (NotSupportedException e)
        {
            // .NET reports UTF-7 this way, by any of its names; UTF-7 can bypass every filter.
            throw Unsupported(e);
        }
    }

    /// <summary>
    /// Checks the encoding that each part of a multipart form states for itself (RFC 7578 sections 4.5 to 4.7). The framework reads
    /// parts in known ones and would read all others as UTF-8.
    /// </summary>
    private static async Task CheckPartsAsync(HttpRequest request, FormOptions bounds, CancellationToken cancellationToken)
    {
        if (request.GetTypedHeaders().ContentType is not { } type
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= LongestBoundary } boundary)
            return;
        request.EnableBuffering(bufferThreshold: (int)Math.Min(MostInMemory, bounds.BufferBodyLengthLimit), bounds.BufferBodyLengthLimit);
        var reader = new MultipartReader(boundary.ToString(), request.Body)
        {
            HeadersCountLimit = bounds.MultipartHeadersCountLimit, HeadersLengthLimit = bounds.MultipartHeadersLengthLimit,
        };
        for (var part = 0; part <= bounds.ValueCountLimit && await reader.ReadNextSectionAsync(cancellationToken) is { } section; part++)
        {
            if (!IsKnown(section))
                throw Unsupported(null);
        }

        request.Body.Position = 0;
    }

    private static bool IsKnown(MultipartSection section) =>
        (section.ContentType is not { } stated || (MediaTypeHeaderValue.TryParse(stated, out var type)
            ? IsKnown(type.Charset) : !stated.Contains("charset", StringComparison.OrdinalIgnoreCase)))
        && (section.Headers?.TryGetValue("Content-Transfer-Encoding", out var transfer) != true
            || transfer.ToString().Trim().ToLowerInvariant() is "7bit" or "8bit" or "binary");

    private static bool IsKnown(StringSegment? charset)
    {
        if (charset is not { Length: > 0 } stated)
            return true;
        try
        {
            var name = HeaderUtilities.RemoveQuotes(stated);
            // The framework does not find a quoted name and reads UTF-8.
            return Encoding.GetEncoding(name.ToString()) is var encoding && (name.Length == stated.Length || encoding is UTF8Encoding);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static BadHttpRequestException Unsupported(Exception? cause) =>
        new("The encoding is not supported.", StatusCodes.Status415UnsupportedMediaType, cause!);
}

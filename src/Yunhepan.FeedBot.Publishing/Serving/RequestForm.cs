using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Reads a form in a request.</summary>
internal static class RequestForm
{
    /// <exception cref="InvalidDataException">The form is malformed or exceeds its limits.</exception>
    /// <exception cref="BadHttpRequestException">The form or a part of it has an unsupported encoding.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request, FormOptions bounds, CancellationToken cancellationToken)
    {
        // The framework would read an unknown encoding as UTF-8: what arrives would not be what was written.
        if (!IsKnown(request.GetTypedHeaders().ContentType?.Charset))
            throw Unsupported(null);
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

    private static bool IsKnown(StringSegment? charset)
    {
        if (charset is not { Length: > 0 } stated)
            return true;
        try
        {
            return Encoding.GetEncoding(HeaderUtilities.RemoveQuotes(stated).ToString()) is not null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static BadHttpRequestException Unsupported(Exception? cause) =>
        new("The encoding is not supported.", StatusCodes.Status415UnsupportedMediaType, cause!);
}

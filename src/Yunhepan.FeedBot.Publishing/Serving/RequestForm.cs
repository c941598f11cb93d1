using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Reads a form in a request.</summary>
internal static class RequestForm
{
    /// <exception cref="InvalidDataException">The form is malformed or exceeds its limits.</exception>
    /// <exception cref="BadHttpRequestException">The form or a part of it has an unsupported encoding.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request, FormOptions bounds, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(bounds, cancellationToken);
        }
        catch (NotSupportedException e)
        {
            // .NET reports UTF-7 this way, by any of its names; UTF-7 can bypass every filter.
            throw new BadHttpRequestException("The encoding is not supported.", StatusCodes.Status415UnsupportedMediaType, e);
        }
    }
}

using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Yunhepan.FeedBot.Tests.Origin;

/// <summary>The responses that a <see cref="ScriptedOrigin"/> can give.</summary>
internal static class Answers
{
    public static RequestDelegate Text(string text, string contentType = "text/html; charset=utf-8") =>
        Bytes(Encoding.UTF8.GetBytes(text), contentType);

    public static RequestDelegate Bytes(byte[] bytes, string? contentType = null) => async context =>
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    };

    public static RequestDelegate Status(int status, params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;

        return Task.CompletedTask;
    };

    public static RequestDelegate With(RequestDelegate answer, params (string Name, string Value)[] headers) => context =>
    {
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;

        return answer(context);
    };

    /// <summary>The target goes out as raw UTF-8, as careless servers do.</summary>
    public static RequestDelegate Redirect(string location, int status = 302) =>
        Status(status, ("Location", Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(location))));

    /// <summary>Answers 304 to a request that returns these validators byte for byte, else answers with them.</summary>
    public static RequestDelegate Validated(RequestDelegate answer, string? etag, string? lastModified = null) => context =>
    {
        var request = context.Request.Headers;
        var known = etag is not null ? request.IfNoneMatch == etag : request.IfModifiedSince == lastModified;
        if (etag is not null)
            context.Response.Headers.ETag = etag;
        if (lastModified is not null)
            context.Response.Headers.LastModified = lastModified;
        if (!known)
            return answer(context);

        context.Response.StatusCode = 304;
        return Task.CompletedTask;
    };

    /// <summary>A body that never ends, as fast as the client takes it.</summary>
    public static RequestDelegate Endless() => async context =>
    {
        var block = new byte[16 * 1024];
        Array.Fill(block, (byte)'x');
        while (!context.RequestAborted.IsCancellationRequested)
            await context.Response.Body.WriteAsync(block, context.RequestAborted);
    };

    /// <summary>Sends one byte at intervals without end: each read succeeds and the body never ends.</summary>
    public static RequestDelegate Drip(TimeSpan pause) => async context =>
    {
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync("x"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(pause, TimeProvider.System, context.RequestAborted);
        }
    };

    /// <summary>Accepts the request and never answers.</summary>
    public static RequestDelegate Silence() => context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    /// <summary>Waits for a signal of the test before it answers.</summary>
    public static RequestDelegate After(Task signal, RequestDelegate answer) => async context =>
    {
        await signal.WaitAsync(context.RequestAborted);
        await answer(context);
    };

    /// <summary>The connection is reset before any answer.</summary>
    public static RequestDelegate Reset() => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Promises more than it sends, then resets.</summary>
    public static RequestDelegate Truncated(int promised = 1000) => async context =>
    {
        context.Response.ContentLength = promised;
        await context.Response.Body.WriteAsync("only this"u8.ToArray(), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    };

    public static RequestDelegate Compressed(byte[] bytes, string encoding = "gzip", string contentType = "text/html; charset=utf-8") =>
        With(Bytes(Compress(bytes, encoding), contentType), ("Content-Encoding", encoding));

    /// <summary>Sends few bytes that decompress to very many.</summary>
    public static RequestDelegate GzipBomb(int megabytes = 200) => async context =>
    {
        context.Response.ContentType = "text/html";
        context.Response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        var block = new byte[1024 * 1024];
        for (var written = 0; written < megabytes; written++)
            await gzip.WriteAsync(block, context.RequestAborted);
    };

    public static byte[] Compress(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}

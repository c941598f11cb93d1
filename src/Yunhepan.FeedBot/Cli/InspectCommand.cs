using System.CommandLine;
using System.Globalization;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Cli;

/// <c>inspect</c>: shows the result of the extraction for a file, an address, or a list of files.
internal static class InspectCommand
{
    public static Command Create()
    {
        var input = new Argument<string?>(
            "FILE-OR-URL") { Description = "A saved document or an http(s) address.", Arity = ArgumentArity.ZeroOrOne };
        var baseUrl = new Option<string?>(
            "--base-url") { Description = "The original address of the file; relative links are resolved against it.", HelpName = "URL" };
        var contentType = new Option<string?>(
            "--content-type") { Description = "The Content-Type header of the original response.", HelpName = "TYPE" };
        var fetchedAt = FetchedAt();
        var explain = new Option<bool>("--explain")
        {
            Description = "Instead of the feed, print where each date comes from and, of a page, what became of each line, and why.",
        };
        var form = CheckedOptions.Choice(
            "--as", "KIND", "The kind of the document, as for a source: feed, list, article, sitemap, json. Default: detected.",
            DocumentForm.Feed, DocumentForm.List, DocumentForm.Article, DocumentForm.Sitemap, DocumentForm.Json);
        var batch = new Option<string?>("--batch")
        {
            Description =
                "Inspect many: a line {\"path\",\"baseUrl\",\"contentType\"} in, a line {\"path\",\"feed\"} or {\"path\",\"error\"} out, "
                + "in order.",
            HelpName = "LIST.jsonl",
        };
        var command = new Command(
            "inspect",
            "Prints one JSON Feed 1.1 document for any input: a feed of any format, a list page, an article page. No selectors needed.")
        {
            input, baseUrl, contentType, fetchedAt, form, explain, batch,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(input) is null == result.GetValue(batch) is null)
                result.AddError("inspect takes either FILE-OR-URL or --batch LIST.jsonl");
            else if (result.GetValue(explain) && result.GetValue(batch) is not null)
                result.AddError("--explain takes one FILE-OR-URL, not a --batch");
        });
        command.SetAction((parsed, ct) =>
        {
            var at = parsed.GetValue(fetchedAt) ?? TimeProvider.System.GetUtcNow();
            return parsed.GetValue(batch) is { } list
                ? BatchInspection.RunAsync(list, at, ct)
                : OneAsync(
                    parsed.GetValue(input)!,
                    request => request with
                    {
                        Url = parsed.GetValue(baseUrl) ?? request.Url,
                        ContentType = parsed.GetValue(contentType) ?? request.ContentType,
                        Expected = parsed.GetValue(form),
                    },
                    at, parsed.GetValue(explain), ct);
        });
        return command;
    }

    private static Option<DateTimeOffset?> FetchedAt() => new("--fetched-at")
    {
        Description = "When it was fetched (RFC 3339): \"3小时前\" counts from there. Default: now.",
        HelpName = "TIME",
        CustomParser = result => DateTimeOffset.TryParse(
            result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : Fail(result),
    };

    private static async Task<int> OneAsync(
        string input, Func<ParseRequest, ParseRequest> state, DateTimeOffset at, bool explain, CancellationToken ct)
    {
        if (await InspectInput.ReadAsync(input, at, ct) is not { } read)
            return ExitCodes.Failed;
        var request = state(read);
        switch (DocumentParser.Parse(request, ct))
        {
            case Extraction.ParseResult.Parsed { Feed: var feed } when explain:
                Explain(feed, DocumentParser.Explain(request, ct));
                return ExitCodes.Done;
            case Extraction.ParseResult.Parsed { Feed: var feed }:
                await using (var output = Console.OpenStandardOutput())
                {
                    await output.WriteAsync(InspectJson.Write(feed, indented: true), ct);
                    output.WriteByte((byte)'\n');
                }

                return ExitCodes.Done;
            case Extraction.ParseResult.Unreadable unreadable:
                return await CliErrors.FailAsync($"{input}: {unreadable.Reason}");
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static void Explain(ParsedFeed feed, PageExplanation? page)
    {
        if (page is null)
            Console.Out.WriteLine($"kind {feed.Kind.ToString().ToLowerInvariant()}, format {feed.Format}, encoding {feed.Encoding}");
        else
            ExplanationText.WriteHead(page, Console.Out);
        DateText.Write(feed, Console.Out);
        if (page is not null)
            ExplanationText.WriteLines(page, Console.Out);
    }

    private static DateTimeOffset? Fail(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"--fetched-at: '{result.Tokens[0].Value}' is no RFC 3339 time");
        return null;
    }
}

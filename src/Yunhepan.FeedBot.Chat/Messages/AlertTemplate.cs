using System.Collections.Concurrent;
using System.Globalization;
using Fluid;
using Fluid.Values;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>
/// Renders an alert by its reader's template in Liquid. The output is plain text with marks that foreign words cannot contain, so
/// each platform escapes it as any other text. Steps, time and output are limited, and nothing outside of the alert can be reached.
/// </summary>
internal static class AlertTemplate
{
    private const int MaxSteps = 500;
    private const int MaxText = 4000;
    private const int MostParsed = 256;

    private static readonly TemplateOptions Options = CreateOptions();
    private static readonly ConcurrentDictionary<string, IFluidTemplate?> Parsed = new(StringComparer.Ordinal);

    /// <summary>The values that a template may use.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["title", "summary", "text", "source", "authors", "categories", "url", "published", "urgent"];

    /// <returns>Null if it cannot be rendered or shows nothing: the message then looks as usual, because it must not be lost.</returns>
    public static TemplatedText? Render(string template, AlertMessage alert)
    {
        try
        {
            if (Parsed.Count >= MostParsed)
                Parsed.Clear();
            var parsed = Parsed.GetOrAdd(template, text => TemplateParser.Create().TryParse(text, out var read, out _) ? read : null);
            if (parsed is null)
                return null;
            using var output = new BoundedWriter();
            // No value or filter waits for anything, so it is complete when it returns.
            parsed.RenderAsync(output, ContextOf(alert), NullEncoder.Default, false).AsTask().GetAwaiter().GetResult();
            var made = TemplatedText.Parse(output.ToString());
            return made.Text.IsBlank ? null : made;
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException
            or InvalidCastException)
        {
            return null;
        }
    }

    private static TemplateContext ContextOf(AlertMessage alert)
    {
        var texts = ChatTexts.For(alert.Language);
        var title = AlertText.TitleOf(alert, texts);
        var context = new TemplateContext(Options);
        context.SetValue("title", Foreign(title));
        context.SetValue("summary", Foreign(AlertBody.Summary(alert, title) ?? ""));
        context.SetValue("text", Foreign(AlertBody.WholeText(alert, title) ?? ""));
        context.SetValue("source", new StringValue(TemplatedText.SourceMark + TemplatedText.Clean(AlertText.Names(alert)[2..])));
        context.SetValue("authors", new ArrayValue([.. alert.Authors.Select(Foreign)]));
        context.SetValue("categories", new ArrayValue([.. alert.Categories.Select(Foreign)]));
        context.SetValue("url", Foreign(ChatText.WebAddress(alert.Url) ?? ""));
        context.SetValue("published", Foreign(AlertText.Time(alert, texts) ?? ""));
        context.SetValue("urgent", alert.Priority == Catalogue.Priority.Urgent);
        return context;
    }

    private static FluidValue Foreign(string text) => new StringValue(ChatText.Shorten(TemplatedText.Clean(text), MaxText));

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions { MaxSteps = MaxSteps, MaxRecursion = 5, CultureInfo = CultureInfo.InvariantCulture };
        options.Filters.AddFilter("bold", (input, _, _) => Marked(TemplatedText.Bold, input));
        options.Filters.AddFilter("italic", (input, _, _) => Marked(TemplatedText.Italic, input));
        options.Filters.AddFilter("link", (input, arguments, _) => new ValueTask<FluidValue>(new StringValue(
            $"{TemplatedText.Link}{arguments.At(0).ToStringValue()}{TemplatedText.LinkWords}{input.ToStringValue()}{TemplatedText.End}")));
        return options;
    }

    private static ValueTask<FluidValue> Marked(char mark, FluidValue input) =>
        new(new StringValue($"{mark}{input.ToStringValue()}{TemplatedText.End}"));

    /// <summary>Ends a template that writes too much or for too long.</summary>
    private sealed class BoundedWriter : StringWriter
    {
        private const int MaxOutput = 8000;

        private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

        private readonly long _since = System.Diagnostics.Stopwatch.GetTimestamp();

        public BoundedWriter()
            : base(CultureInfo.InvariantCulture)
        {
        }

        public override void Write(char value)
        {
            Check(1);
            base.Write(value);
        }

        public override void Write(string? value)
        {
            Check(value?.Length ?? 0);
            base.Write(value);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Check(buffer.Length);
            base.Write(buffer);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Check(count);
            base.Write(buffer, index, count);
        }

        private void Check(int more)
        {
            if (GetStringBuilder().Length + more > MaxOutput || System.Diagnostics.Stopwatch.GetElapsedTime(_since) > Longest)
                throw new InvalidOperationException("The template writes too much or takes too long.");
        }
    }
}

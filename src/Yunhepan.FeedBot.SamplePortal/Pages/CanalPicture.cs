namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>Draws the picture of an article: hills, the canal and a sail, in colours of its own for every number.</summary>
internal static class CanalPicture
{
    private const int Width = 400;
    private const int Height = 300;
    private const int Shore = 176;

    public static byte[] Draw(int number)
    {
        var rgb = new byte[Width * Height * 3];
        var hue = number * 0.61803;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
                Put(rgb, x, y, Colour(x, y, hue - Math.Floor(hue), number));
        }

        return PngWriter.Write(Width, Height, rgb);
    }

    private static (double R, double G, double B) Colour(int x, int y, double hue, int number)
    {
        if (IsBoat(x, y, 90 + (number * 53 % 200)))
            return (0.28, 0.17, 0.12);
        if (IsSail(x, y, 90 + (number * 53 % 200)))
            return (0.97, 0.93, 0.82);
        if (y >= Shore)
            return Water(x, y, hue);
        if (y > Hill(x, number, 132, 22))
            return (0.20 + (0.3 * hue), 0.44 - (0.12 * hue), 0.30);
        if (y > Hill(x, number + 3, 104, 34))
            return (0.38 + (0.25 * hue), 0.56 - (0.08 * hue), 0.55 + (0.1 * hue));
        return Sky(x, y, hue, number);
    }

    private static (double R, double G, double B) Sky(int x, int y, double hue, int number)
    {
        var (dx, dy) = (x - (60 + (number * 37 % 280)), y - 56);
        if ((dx * dx) + (dy * dy) < 22 * 22)
            return (1.0, 0.86 - (0.3 * hue), 0.45);
        var depth = y / (double)Shore;
        return (0.52 + (0.25 * hue) + (0.2 * depth), 0.76 - (0.18 * hue) + (0.14 * depth), 0.93 - (0.35 * hue * depth));
    }

    private static (double R, double G, double B) Water(int x, int y, double hue)
    {
        var depth = (y - Shore) / (double)(Height - Shore);
        var ripple = Math.Sin((y * y * 0.013) + (Math.Sin(x * 0.05) * 1.6)) * 0.045;
        return (0.42 + (0.25 * hue * (1 - depth)) + ripple, 0.62 - (0.2 * depth) + ripple, 0.72 - (0.18 * depth) + ripple);
    }

    private static double Hill(int x, int number, int level, int swing) =>
        level + (Math.Sin((x * 0.017) + (number * 1.7)) * swing) + (Math.Sin((x * 0.041) + number) * swing * 0.4);

    private static bool IsBoat(int x, int y, int middle) =>
        y is >= 214 and < 228 && Math.Abs(x - middle) < 46 - ((y - 214) * 1.4);

    private static bool IsSail(int x, int y, int middle) =>
        y is >= 138 and < 212 && x > middle - 2 && x - middle < (y - 132) * 0.55;

    private static void Put(byte[] rgb, int x, int y, (double R, double G, double B) colour)
    {
        var at = ((y * Width) + x) * 3;
        rgb[at] = Channel(colour.R);
        rgb[at + 1] = Channel(colour.G);
        rgb[at + 2] = Channel(colour.B);
    }

    private static byte Channel(double value) => (byte)(Math.Clamp(value, 0, 1) * 255);
}
